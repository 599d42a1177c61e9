"""Test claims statefully: no order of presses, crashes and repeats breaks the rules."""

import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlmodel import Session, col, func, select

from bot.rules.arrivals import Arrival, UpdateKind
from bot.rules.person import Role
from bot.rules.queue import queue_rules
from bot.usecases.entry import button_routes, clock_tick, gate
from bot.usecases.queue.next_member import by_command
from bot.usecases.replies import typed_words
from bot.usecases.replies.undo import undo_last
from bot.usecases.team import membership
from storage import members, recount, updates
from storage.tables import (
    ClaimRow,
    ContactRow,
    HandledRow,
    MemberRow,
)
from storage.team import people
from tests import fresh_database
from tests.usecases import looks

WHO = st.sampled_from(looks.ADVOCATES)


class Crash(Exception):
    """Stands for a process that dies before COMMIT."""


class Claims(RuleBasedStateMachine):
    """Three advocates, six members; nothing is held by two or recorded twice."""

    database = fresh_database.SQLITE

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "machine.db"
        self._open()
        self.now, self.update = looks.START, 0
        self.gate = gate.Gate(
            bot_id=1,
            bot_name="bot",
            numbers=queue_rules.Settings(day=10**6, hour=10**6),
        )
        self.contacts, self.done = 0, dict[int, dt.datetime]()
        self.last: tuple[Arrival, gate.Resolve] | None = None
        self.ballot_id = self.store.write(looks.settle)

    def _open(self) -> None:
        with fresh_database.kind(self.database):
            self.opened = fresh_database.open_at(self.path)
        self.store = self.opened.store

    def _arrives(self, who: int, words: str = "", data: str | None = None) -> Arrival:
        self.update += 1
        how = UpdateKind.BUTTON if data else UpdateKind.NEW
        return Arrival(
            self.update,
            how,
            who,
            True,
            who,
            "A",
            words=words,
            data=data,
            callback_id=str(self.update) if data else None,
        )

    def _act(self, arrival: Arrival, resolve: gate.Resolve) -> None:
        self.last = (arrival, resolve)
        self.store.write(lambda s: self.gate.act(s, arrival, resolve, self.now))
        self.done.setdefault(arrival.update_id, self.now)

    @rule(who=WHO)
    def next(self, who: int) -> None:
        self._act(self._arrives(who, "/next"), lambda s, a: ("next", by_command))

    @rule(
        who=WHO, words=st.sampled_from(["voted", "no answer", "lost it", "not voting"])
    )
    def done_(self, who: int, words: str) -> None:
        self._act(self._arrives(who, words), lambda s, a: ("words", typed_words.words))

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        self._act(self._arrives(who, "/undo"), lambda s, a: ("undo", undo_last))

    @rule(
        who=WHO,
        presser=WHO,
        code=st.sampled_from(
            ["voted", "no_answer", "sent", "skip:not_now", "post:no_day", "release"]
        ),
    )
    def press(self, who: int, presser: int, code: str) -> None:
        """Press a button of one advocate's newest card, as that person or another."""
        key = self.store.read(lambda s: looks.key(s, who))
        if key:
            self._act(
                self._arrives(presser, data=f"{key}.{code}"), button_routes.resolve
            )

    @precondition(lambda self: self.last is not None)
    @rule()
    def redelivered(self) -> None:
        """Deliver an update again, as Telegram does for a day."""
        assert self.last is not None
        if self.now - self.done[self.last[0].update_id] > dt.timedelta(days=1):
            return
        before = self.store.read(looks.picture)
        self._act(*self.last)
        assert self.store.read(looks.picture) == before

    @rule(who=WHO)
    def crash(self, who: int) -> None:
        """Do a whole unit of work and die before COMMIT: nothing has happened."""
        arrival, before = self._arrives(who, "/next"), self.store.read(looks.picture)

        def unit(session: Session) -> None:
            self.gate.act(session, arrival, lambda s, a: ("next", by_command), self.now)
            raise Crash

        future = self.store.submit(unit)
        assert isinstance(future.exception(), Crash)
        assert self.store.read(looks.picture) == before

    @rule()
    def restart(self) -> None:
        self.opened.close()
        self._open()

    @rule(minutes=st.sampled_from([1, 59, 61, 60 * 25]))
    def time_passes(self, minutes: int) -> None:
        self.now += dt.timedelta(minutes=minutes)
        for unit in clock_tick.units(clock_tick.Tick(self.now, self.gate.numbers)):
            self.store.write(unit)

    @rule(who=WHO)
    def leaves_and_returns(self, who: int) -> None:
        def unit(session: Session) -> None:
            person = people.find_or_add(session, who, "A")
            membership.leave(session, person, self.ballot_id, "left", self.now)
            assert not members.held(session, person.id, self.ballot_id)
            people.give_role(
                session, person.id, self.ballot_id, Role.ADVOCATE, self.now
            )

        self.store.write(unit)

    @invariant()
    def one_holder_and_one_open_claim(self) -> None:
        def look(session: Session) -> None:
            held = select(MemberRow.id, MemberRow.holder).where(
                col(MemberRow.holder).is_not(None)
            )
            claims = select(ClaimRow.member_id, ClaimRow.person_id).where(
                col(ClaimRow.ended_at).is_(None)
            )
            assert sorted(session.exec(held)) == sorted(session.exec(claims))

        self.store.read(look)

    @invariant()
    def nobody_rings_a_household_that_another_rings(self) -> None:
        held = select(MemberRow.mobile, func.count(col(MemberRow.holder).distinct()))
        by_number = held.group_by(col(MemberRow.mobile))
        callers = self.store.read(lambda s: [n for _, n in s.exec(by_number)])
        assert max(callers) <= 1

    @invariant()
    def the_log_only_grows(self) -> None:
        count = self.store.read(
            lambda s: s.exec(select(func.count(ContactRow.id))).one()
        )
        assert count >= self.contacts
        self.contacts = count

    @invariant()
    def every_update_took_effect_once(self) -> None:
        seen = self.store.read(lambda s: set(s.exec(select(HandledRow.update_id))))
        kept = {u for u, at in self.done.items() if self.now - at < updates.KEPT}
        assert kept <= seen <= set(self.done)

    @invariant()
    def the_counts_are_a_recount(self) -> None:
        def look(session: Session) -> tuple[object, object]:
            kept = recount.kept(session, self.ballot_id)
            recount.recount(session, self.ballot_id)
            return kept, recount.kept(session, self.ballot_id)

        kept, counted = self.store.write(look)
        assert kept == counted

    def teardown(self) -> None:
        self.opened.close()
        self.folder.cleanup()


class ServerClaims(Claims):
    """The same on PostgreSQL."""

    database = fresh_database.POSTGRESQL


SIZE = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestClaims = Claims.TestCase
TestServerClaims = ServerClaims.TestCase
TestClaims.settings = TestServerClaims.settings = SIZE
