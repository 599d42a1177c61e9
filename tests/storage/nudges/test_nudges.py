"""Planned nudges: what is due, what is over, and what went before."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from storage import ballots
from storage.engine import Store
from storage.nudges import nudges
from storage.team import people
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PAY, OTHER = 1, 2


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "nudges.db")
    opened.store.write(settle)
    yield opened.store
    opened.close()


def settle(session: Session) -> None:
    for name in ("Pay", "Other"):
        ballots.add(session, Ballot(0, name, NOW + 20 * DAY), NOW)
    people.find_or_add(session, 11, "Asha")


def plan(
    store: Store, at: dt.datetime, kind: Kind = Kind.RIPE, ballot: int = PAY
) -> int:
    """A nudge to Asha that may go for an hour, in a slot of its own."""
    slot = f"{kind} {at}"
    nudge = PlannedNudge(ballot, kind, slot, at, at + HOUR, 1)
    store.write(lambda session: nudges.plan(session, [nudge], []))
    logged = store.read(lambda session: nudges.log(session, ballot, 100))
    return next(one.id for one in logged if one.plan.slot == slot)


def sent(
    store: Store, at: dt.datetime, kind: Kind = Kind.RIPE, ballot: int = PAY
) -> None:
    """The same, and it went."""
    found = plan(store, at, kind, ballot)
    store.write(lambda session: nudges.end(session, found, nudges.SENT, None, at))


def test_what_is_over_is_skipped_and_what_has_not_begun_waits(store: Store) -> None:
    over, now, later = (plan(store, NOW + n * HOUR) for n in (-1, 0, 1))
    store.write(lambda session: nudges.expire(session, NOW, "late", 10))
    due = store.read(lambda session: nudges.due(session, NOW, 10))
    assert [(one.id, chat) for one, chat in due] == [(now, 11)]
    logged = store.read(lambda session: nudges.log(session, PAY, 10))
    assert [(one.id, one.why) for one in logged] == [
        (later, None),
        (now, None),
        (over, "late"),
    ]


def test_what_was_told_before_is_of_this_ballot_and_kind(store: Store) -> None:
    sent(store, NOW - 3 * HOUR)
    sent(store, NOW - 2 * HOUR, ballot=OTHER)
    sent(store, NOW - HOUR, kind=Kind.PLEDGE)
    mine = plan(store, NOW)
    asked = store.read(lambda session: nudges.get(session, mine))
    last = store.read(lambda session: nudges.last_of_kind(session, asked))
    assert last == NOW - 3 * HOUR


def test_a_day_s_nudges_are_counted_from_its_first_instant(store: Store) -> None:
    for at in (NOW - HOUR, NOW - 2 * HOUR):
        sent(store, at)
    sent(store, NOW - HOUR, ballot=OTHER)
    mine = plan(store, NOW)
    asked = store.read(lambda session: nudges.get(session, mine))
    for since, count in ((NOW - 2 * HOUR, 2), (NOW - HOUR, 1), (NOW, 0)):
        found = store.read(lambda s, at=since: nudges.gone_since(s, asked, at))
        assert found == count
