"""Every row of the permission table by every role and state, through the application.

Where the table forbids, nothing changes and nothing of a member goes out; where it
allows, something happens. Each update is taken in by the real handlers, on one
database; what it did is looked at before its transaction is taken back.
"""

import contextlib
import itertools
from collections.abc import AsyncIterator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, func
from sqlmodel import Session, SQLModel, select
from telegram import Update

from bot.app import App
from bot.config import scripts_file
from bot.delivery import tasks
from bot.delivery.send import render
from bot.demo.standin import Standin
from bot.handlers import flood
from bot.rules.arrivals import Place, UpdateKind
from bot.rules.person import WORKING, Role, State
from bot.rules.privacy import permissions
from bot.rules.privacy.permissions import BUTTON
from storage.engine import Unit
from storage.outbox import outbox_entry, take
from storage.tables import OutboxRow
from storage.team import people
from tests.house.test_guarded import OF_A_MEMBER
from tests.journeys import branch_setup, every_row
from tests.usecases import given

ROWS = sorted(permissions.TABLE)
ROLES = {"outsider": Role.OUTSIDER, **given.ROLES}
BY_ROLE = {Role.SUSPENDED: State.SUSPENDED, Role.GONE: State.LEFT}
PUT = ("as they are", "frozen", "blocked", "frozen and blocked", "no promise")
PUTS = {
    actor: PUT[: 5 if role in WORKING else 4 if actor != "outsider" else 1]
    for actor, role in ROLES.items()
}
"""The states that each is put into; only who works has given a promise."""
CHATS = {
    "private": {"type": "private"},
    "group": {"id": given.LINKED, "type": "group", "title": "g"},
}
NOTED = {
    "person": {"started", "blocked_at", "ballot_id"},
    "role": {"awaiting", "in_group", "seen_in_group_at", "group_id"},
    "chat": {"join_key"},
}
"""What a refused update may note: that its sender is there, and expects no answer; the
key of the button by which members of a group ask to join."""
NO_REFUSAL = {"start": "you are frozen", "press allow": "more allowed"}
"""Where an answer of the kind for refusals tells of something else."""
NOTHING_HEARD = {"edited", "freeze"}
"""Words edited of which nothing is recorded, /freeze of nobody in a group: silence."""
SAID = frozenset({"handled", "outbox"})
"""Tables of what came in and of what is answered."""
Rows = dict[str, list[Any]]
pytestmark = pytest.mark.one_database  # thousands of updates, whose rules have no SQL


def _read(table: Table) -> str:
    noted = NOTED.get(table.name, set())
    columns = ", ".join(c.name for c in table.columns if c.name not in noted)
    key = ", ".join(c.name for c in table.primary_key)
    return f"SELECT {columns} FROM {table.name} ORDER BY {key}"


READ = {
    table.name: _read(table)
    for table in SQLModel.metadata.sorted_tables
    if table.name not in SAID
}


PUT_INTO = ("person", "role", "button", "practice", "memo")
"""Tables into which the state of an actor is put, with their panel, question or scene;
the clock's tick writes a memo."""


def looked_at(session: Session, tables: Iterable[str] = READ) -> Rows:
    """Read these tables; by default all, but for what came in and what is answered.

    By the driver itself: thousands of times three dozen tables are read.
    """
    session.flush()
    driver: Any = session.connection().connection.dbapi_connection
    return {name: driver.execute(READ[name]).fetchall() for name in tables}


def last_said(session: Session) -> int:
    """Find the newest row of the outbox."""
    return session.exec(select(func.max(OutboxRow.id))).one() or 0


class Looking:
    """The application on one database, in which every update is taken back."""

    def __init__(self, scene: given.Scene, app: App) -> None:
        self.scene, self.app = scene, app
        self.branch = scene.store.write(lambda s: every_row.Branch(s, scene))
        self.wording = render.Renderer(lambda: given.NOW, None, scripts_file.read(None))
        self.before = scene.store.read(looked_at)
        self.numbers = itertools.count(10_000)
        app.services.guard = flood.Guard(burst=1e9)
        app.services.write = self._write

    async def try_(self, row: str, actor: str, put: str, chat: str) -> None:
        """Let somebody in this state use a row of the table."""
        self.changed: set[str] = set()
        self.said: list[outbox_entry.Entry] = []
        self.words = ""
        self.row, self.actor, self.put = row, actor, put
        self.allowed = allowed(row, actor, put, chat)
        who = given.TELEGRAM_IDS[actor]
        place = {"id": who, **CHATS[chat]}
        has = self._has()
        needs = every_row.PRESSED.get(row.removeprefix("press "))
        code = needs(self.branch, has)[0] if needs else "next"
        number = next(self.numbers)
        raw = every_row.sent(row, who, place, number, code, has.card.key)
        update = Update.de_json(raw, self.app.bot)
        await self.app.handle(update)

    def _has(self) -> every_row.Actor:
        """Find what is the actor's; an outsider has got hold of an advocate's."""
        return self.branch.actors.get(self.actor, self.branch.actors["advocate"])

    async def _write(self, unit: Unit[bool]) -> bool:
        def judged(session: Session) -> bool:
            with session.begin_nested() as point:
                self._put(session)
                before = {**self.before, **looked_at(session, PUT_INTO)}
                said = last_said(session)
                done = unit(session)
                self._compare(session, before, said)
                point.rollback()
            session.expire_all()
            return done

        return await tasks.result(self.scene.store.submit(judged))

    def _put(self, session: Session) -> None:
        """Put the actor into the state, with the panel or the question of the row."""
        whose, ballot_id = self._has().person.id, self.branch.ballot.id
        if self.actor in self.branch.actors:
            if "frozen" in self.put:
                people.set_frozen(session, whose, every_row.SINCE)
            if "blocked" in self.put:
                people.update(session, whose, blocked_at=every_row.SINCE)
            if self.put == "no promise" or self.row == "press promise":
                people.update_role(session, whose, ballot_id, promised_at=None)
        has, branch = self._has(), self.branch
        kind, _, what = self.row.partition(" ")
        if kind == "press":
            _, about = every_row.PRESSED[what](branch, has)
            every_row.put_panel(session, branch, whose, what, about)
        if kind == "answer":
            awaiting = every_row.AWAITED[what](branch, has)
            people.update_role(session, whose, ballot_id, awaiting=awaiting)
            if what == "practice":
                every_row.put_talk(session, branch, whose)
            if what in every_row.ANSWERED:
                action, about = every_row.ANSWERED[what](branch, has)
                every_row.put_panel(session, branch, whose, action, about)

    def _compare(self, session: Session, before: Rows, said: int) -> None:
        due = take.due(session, given.LATER, 10_000)
        self.said += [entry for entry in due if entry.id > said]
        if self.said and self.allowed:
            return
        after = looked_at(session)
        self.changed |= {name for name in READ if before[name] != after[name]}
        self.words += "".join(self._rendered(session, one) for one in self.said)

    def _rendered(self, session: Session, entry: outbox_entry.Entry) -> str:
        """Say a message as it would go out; what renders it ends its own session."""
        if not entry.ending:
            return ""
        within = {"join_transaction_mode": "create_savepoint"}
        with Session(session.connection(), **within) as reading:
            return str(self.wording.render(reading, entry))

    def refusals(self) -> list[object]:
        """List the reasons given for refusing."""
        return [
            entry.ending.get("why")
            for entry in self.said
            if entry.ending.get("say") == "NotAllowed"
        ]


def cells(actor: str) -> Iterator[tuple[str, str, str]]:
    """List every row, by every state in private, and in a group where it may be."""
    for row, put in itertools.product(ROWS, PUTS[actor]):
        rule = permissions.TABLE[row]
        yield row, put, "private"
        in_group = put == "as they are" and (rule.typed or rule.kinds == BUTTON)
        if in_group or Place.LINKED_GROUP in rule.places:
            yield row, put, "group"


def allowed(row: str, actor: str, put: str, chat: str) -> bool:
    """Say what the table promises for this actor in this state."""
    rule, role = permissions.TABLE[row], ROLES[actor]
    typed = chat == "private" and UpdateKind.BUTTON not in rule.kinds
    state = BY_ROLE.get(role, State.ACTIVE)
    if role not in BY_ROLE and "frozen" in put:
        state = State.FROZEN
    elif role not in BY_ROLE and put == "blocked" and not typed:
        state = State.BLOCKED
    place = chat if chat == "private" else "linked group"
    others_button = actor == "outsider" and row.startswith("press ")
    return (
        role in rule.roles
        and not others_button
        and state in rule.states
        and place in {str(one) for one in rule.places}
        and not (rule.promise and put == "no promise")
    )


@contextlib.asynccontextmanager
async def looking(folder: Path) -> AsyncIterator[Looking]:
    town = Standin(lambda: given.NOW)
    with given.scene(folder, members=40) as scene:
        async with town.serve() as server:
            made = branch_setup.settings(town, server.base_url, server.base_file_url)
            app = App(made, scene.store, tasks.Time(lambda: given.NOW), poll=5)
            await app.start()
            try:
                yield Looking(scene, app)
            finally:
                await app.stop()


def wrong(found: Looking) -> Iterator[str]:
    """Say what is not as the table promises, after one update."""
    row, put, who = found.row, found.put, given.TELEGRAM_IDS[found.actor]
    if not found.allowed:
        asked = {"button"} if put == "no promise" else set()
        yield from (f"changes {table}" for table in found.changed - asked)
        yield from (f"shows {shown}" for shown in OF_A_MEMBER.findall(found.words))
        yield from (
            f"tells {entry.chat_id}"
            for entry in found.said
            if entry.chat_id not in (who, given.LINKED)
        )
    elif row != "expired" and set(found.refusals()) - {NO_REFUSAL.get(row)}:
        yield f"is refused: {found.refusals()}"
    elif not (found.said or found.changed or row in NOTHING_HEARD):
        yield "does nothing"


@pytest.mark.parametrize("works", [True, False], ids=["who works", "who does not"])
async def test_each_row_holds_for_each_role_and_state(
    tmp_path: Path, works: bool
) -> None:
    faults = []
    async with looking(tmp_path) as found:
        for actor in (one for one, role in ROLES.items() if (role in WORKING) is works):
            for row, put, chat in cells(actor):
                await found.try_(row, actor, put, chat)
                faults += [(actor, row, put, chat, one) for one in wrong(found)]
    assert faults == []


def test_every_row_of_the_table_is_sent() -> None:
    sent = {f"press {name}" for name in every_row.PRESSED}
    answered = {f"answer {name}" for name in every_row.AWAITED}
    named = {name for name in permissions.TABLE if name.startswith(("press", "answer"))}
    assert sent | answered == named
