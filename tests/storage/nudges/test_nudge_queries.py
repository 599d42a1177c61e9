"""A tick looks up what may be due; it never reads a whole list."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from bot.rules.person import Role
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.usecases.nudges import plan_nudges
from storage import ballots, members
from storage.engine import Store
from storage.lists import new_members
from storage.nudges import nudge_queries, nudges
from storage.queue import cards, claims, release_lapsed
from storage.team import chats, people
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BALLOT = Ballot(0, "Pay", dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "ripe.db")
    opened.store.write(settle)
    yield opened.store
    opened.close()


def settle(session: Session) -> None:
    ballot = ballots.add(session, BALLOT, NOW)
    person = people.find_or_add(session, 11, "Asha")
    people.give_role(session, person.id, ballot.id, Role.ADVOCATE, NOW)


def kept(session: Session, **more: Any) -> int:
    """A promise that Asha keeps, ripe now."""
    fields = {"band": int(Band.PROMISE), "due_at": NOW, "kept_for": 1, **more}
    new_members.add(session, 1, [{"kept_until": NOW + DAY, **fields}])
    return next(members.every(session, 1)).id


LOOKUPS: dict[str, Callable[[Session], object]] = {
    "ballots": lambda s: nudge_queries.ballots(s, NOW, 10),
    "ripe": lambda s: nudge_queries.ripe(s, NOW, NOW, 10),
    "lapsing": lambda s: nudge_queries.lapsing(s, NOW, NOW),
    "pledged": lambda s: nudge_queries.pledged(s, NOW, NOW),
    "overdue": lambda s: nudge_queries.overdue(s, NOW, 10),
    "planned": lambda s: nudges.due(s, NOW, 10),
    "lapsed": lambda s: release_lapsed.leases(s, NOW),
    "freed": lambda s: release_lapsed.kept(s, NOW, NOW),
    "shown": lambda s: cards.shown_before(s, NOW, 10),
}


@pytest.mark.one_database
@pytest.mark.parametrize("name", LOOKUPS)
def test_every_look_up_of_the_tick_uses_an_index(store: Store, name: str) -> None:
    steps: list[str] = []

    def explain(connection: Any, cursor: Any, statement: str, values: Any, *_: Any):  # type: ignore[no-untyped-def]
        if statement.startswith("SELECT"):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            steps.extend(row[3] for row in plan)

    def unit(session: Session) -> None:
        event.listen(session.connection().engine, "before_cursor_execute", explain)
        LOOKUPS[name](session)
        event.remove(session.connection().engine, "before_cursor_execute", explain)

    store.write(unit)
    assert [step for step in steps if step.startswith("SEARCH")]
    assert not [step for step in steps if step.startswith("SCAN")]


def test_one_slot_is_planned_once(store: Store) -> None:
    nudge = PlannedNudge(1, Kind.COUNTDOWN, "2027-03-05 12:15", NOW, NOW + HOUR)
    counts = [store.write(lambda s: nudges.plan(s, [nudge], [-1, -2])) for _ in "ab"]
    assert counts == [2, 0]


def test_a_ripe_promise_is_looked_at_once_until_it_is_due_anew(store: Store) -> None:
    member = store.write(kept)
    store.write(lambda s: nudge_queries.mark_planned(s, [member]))
    assert not store.read(lambda s: nudge_queries.ripe(s, NOW, NOW, 10))
    later = {"due_at": NOW + HOUR}
    store.write(lambda s: members.change(s, members.get(s, member), **later))
    assert store.read(lambda s: nudge_queries.ripe(s, NOW + HOUR, NOW, 10))


def test_a_ripe_promise_of_an_inactive_advocate_goes_to_anybody(store: Store) -> None:
    member = store.write(kept)
    quiet = {"active_at": NOW - 49 * HOUR}
    store.write(lambda s: people.update_role(s, 1, 1, **quiet))
    store.write(lambda s: plan_nudges.ripe(s, NOW, queue_rules.DEFAULTS))
    assert store.read(lambda s: members.get(s, member)).kept_for is None
    log = store.read(lambda s: nudges.log(s, 1, 10))
    assert [one.plan.kind for one in log] == [Kind.HANDED]


def test_a_promise_recorded_after_its_time_is_ripe_from_then(store: Store) -> None:
    store.write(lambda s: kept(s, due_at=NOW - 2 * DAY, outcome_at=NOW - HOUR))
    (found,) = store.read(lambda s: nudge_queries.ripe(s, NOW, NOW - DAY, 10))
    assert found.ripe.at == NOW - HOUR


def test_those_who_want_evenings_are_left_out_until_then(store: Store) -> None:
    store.write(lambda s: kept(s, kept_for=None, kept_until=None, limits={"evenings"}))
    found = (queue_rules.Probe(Band.PROMISE, NOW, NOW),)

    def take(session: Session, evenings: bool) -> claims.Taken | None:
        more = {"lease_until": NOW + HOUR, "now": NOW}
        return claims.take(session, 1, 1, found, evenings=evenings, **more)

    assert store.write(lambda s: take(s, False)) is None
    assert store.write(lambda s: take(s, True)) is not None


def test_a_group_that_moved_keeps_its_nudges(store: Store) -> None:
    nudge = PlannedNudge(1, Kind.COUNTDOWN, "2027-03-05 12:15", NOW, NOW + HOUR)
    store.write(lambda s: chats.add(s, -5, "group", None, NOW))
    store.write(lambda s: nudges.plan(s, [nudge], [-5]))
    store.write(lambda s: chats.migrate(s, -5, -1005))
    assert store.write(lambda s: nudges.plan(s, [nudge], [-1005])) == 0
