"""A branch in play: people of the stand-in, the real application, a moved clock."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from bot.app import App
from bot.config import sections
from bot.delivery import tasks
from bot.delivery.send import limits
from bot.demo.standin import Standin
from bot.demo.telegram.models import Chat, Message, Person
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.rules.member import Member
from storage import members
from storage.engine import Store
from storage.outbox import outbox_entry
from storage.statements import plain
from storage.tables import OutboxRow
from tests import fresh_database, waiting
from tests.journeys import branch_setup, buttons

LONDON = ZoneInfo("Europe/London")
ADVOCATES = ("Asha", "Ben", "Carys")
CANARY = "Quillfeather"
DUE = plain.Statement(
    lambda _: (
        select(OutboxRow.id)
        .where(
            text("state IN ('queued', 'sending')"),
            OutboxRow.state == outbox_entry.QUEUED,
            col(OutboxRow.send_at) <= bindparam("now"),
        )
        .limit(1)
    )
)
"""What waits to be sent; built once, since it is asked again and again."""
UNHURRIED = limits.Rates(limits.Rate(10_000, 1), (), ())


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: dt.datetime

    def now(self) -> dt.datetime:
        return self.at


def sheet(number: int, **more: Any) -> SheetMember:
    """One member of the invented list; every value holds a canary."""
    fields = {
        "membership_number": f"77{number:05d}",
        "first_name": f"Nia{number}",
        "last_name": f"{CANARY}{number}",
        "mobile": f"+447700900{number % 1000:03d}",
        "personal_email": f"{CANARY.lower()}{number}@mail.example.org",
        "ballot_status": "will_vote",
        "status_date": f"2027-02-{1 + number % 20:02d}",
    }
    return SheetMember(rows=(number,), **{**fields, **more})


@dataclass
class Branch:
    """Everything a journey needs."""

    town: Standin
    app: App
    store: Store
    clock: Clock
    ballot: Ballot
    group: Chat
    people: dict[str, Person] = field(default_factory=dict)
    patience: float = waiting.PATIENCE
    """Seconds within which the application comes to rest, pauses between tries too."""

    def __getitem__(self, name: str) -> Person:
        return self.people[name]

    async def say(self, name: str, words: str, chat: Chat | None = None) -> None:
        """Somebody types, in private or in a group."""
        self.town.say(self[name], chat or self[name], words)
        await self.rest()

    async def press(self, name: str, label: str) -> None:
        """Somebody presses the newest button with this label, or beside this name."""
        person = self[name]
        found = (
            (message, button)
            for message in reversed(self.town.messages(person))
            if (button := buttons.named(message, label))
        )
        self.town.press(person, *next(found))
        await self.rest()

    async def rest(self) -> None:
        """Let the application finish what has come in."""
        async with asyncio.timeout(self.patience):
            await self.town.idle()
            while True:
                await self._nothing_under_way()
                if not self.store.read(self._due):
                    return
                await waiting.turn()

    async def look(self) -> None:
        """Send what another process wrote; by itself the sender looks now and then."""
        self.app.sender.wake()
        await self.rest()

    async def _nothing_under_way(self) -> None:
        while not (self.app.worker.idle.is_set() and self.app.sender.idle.is_set()):
            await self.app.worker.idle.wait()
            await self.app.sender.idle.wait()

    def _due(self, session: Session) -> bool:
        return bool(DUE.run(session, {"now": self.clock.now()}))

    async def restart(self) -> None:
        """Stop the bot, and start it anew on the same database."""
        await self.app.stop()
        before = self.app
        self.app = App(
            before.settings, self.store, before.time, poll=5, rates=UNHURRIED
        )
        await self.app.start()
        await self.rest()

    async def move(self, **by: float) -> None:
        """Move the clock on and let time do its work."""
        self.clock.at += dt.timedelta(**by)
        await self.app.tick()
        await self.rest()

    def texts(self, name: str) -> list[str]:
        """What stands in somebody's private chat, from the bot."""
        return [
            message.text or ""
            for message in self.town.messages(self[name])
            if message.sender is self.town.bot
        ]

    def last(self, name: str) -> Message:
        """The newest message of the bot in somebody's private chat."""
        found = self.town.messages(self[name])
        return next(m for m in reversed(found) if m.sender is self.town.bot)

    def member(self, number: int) -> Member:
        """The member of the invented list with this number."""
        found = self.store.read(
            lambda s: members.find(s, self.ballot.id, f"77{number:05d}")
        )
        assert found is not None
        return found

    def holders(self) -> list[Member]:
        """Members somebody holds."""
        everybody = self.store.read(lambda s: list(members.every(s, self.ballot.id)))
        return [member for member in everybody if member.holder is not None]


def paced(clock: Clock, pace: float) -> tasks.Time:
    """Return the time of a bot whose pauses pass so many times as fast."""
    real = tasks.Time(clock.now)
    return tasks.Time(
        clock.now,
        lambda: real.monotonic() * pace,
        lambda seconds: real.sleep(seconds / pace),
    )


@contextlib.asynccontextmanager
async def playing(
    folder: Path,
    start: dt.datetime,
    listed: Iterable[SheetMember] | None = None,
    advocates: Iterable[str] = ADVOCATES,
    closes: dt.datetime | None = None,
    poll: int = 5,
    texts: sections.Texts = branch_setup.SHIPPED,
    survey: bool = True,
    webhook: sections.Webhook = branch_setup.POLLING,
    pace: float = 1,
    **telegram: Any,
) -> AsyncIterator[Branch]:
    """A branch with its bot running against the stand-in.

    Its pauses between tries pass so many times as fast as `pace` says.
    """
    clock = Clock(start)
    opened = fresh_database.open_at(folder / "play.db", alone=True)
    town = Standin(clock.now)
    found = {name: town.add_person(name, started=True) for name in ("Dawn", *advocates)}
    group = town.make_group("Advocates", list(found.values()), kind="supergroup")
    town.add_bot(group, found["Dawn"], rights=["can_delete_messages"])
    wanted = Ballot(
        id=0,
        name="Pay",
        closes=closes or dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON),
        opens=dt.date(2027, 2, 8),
    )

    listed = listed or map(sheet, range(12))
    ballot = opened.store.write(
        lambda session: branch_setup.make_branch(
            session, wanted, listed, found, group.id, start
        )
    )
    async with town.serve() as server:
        made = branch_setup.settings(
            town,
            server.base_url,
            server.base_file_url,
            texts=texts,
            nudges=sections.Nudges(survey=survey),
            webhook=webhook,
            **telegram,
        )
        app = App(made, opened.store, paced(clock, pace), poll=poll, rates=UNHURRIED)
        await app.start()
        branch = Branch(town, app, opened.store, clock, ballot, group, found)
        try:
            yield branch
            assert not buttons.unknown(town, opened.store)
        finally:
            await branch.app.stop()
            opened.close()
