"""What is known of a member before a report counts comes in one statement."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from storage import ballots, members
from storage.care import cases
from storage.engine import Store
from storage.lists import new_members
from storage.queue import claims
from storage.replies import contacts, so_far
from storage.team import people
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
BALLOT = Ballot(0, "Pay", NOW + 24 * 23 * HOUR)
NUMBER = {"mobile": "+447700900123"}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "so_far.db")
    opened.store.write(settle)
    yield opened.store
    opened.close()


def settle(session: Session) -> None:
    """One advocate, and two members who are rung on one number."""
    ballots.add(session, BALLOT, NOW)
    people.find_or_add(session, 11, "Asha")
    new_members.add(session, 1, [NUMBER, NUMBER])


def take(session: Session, member_id: int) -> None:
    lease = {"lease_until": NOW + HOUR, "now": NOW}
    assert claims.take_this(session, members.get(session, member_id), 1, **lease)


def test_of_somebody_new_nothing_is_known(store: Store) -> None:
    assert store.read(lambda s: so_far.of(s, 1)) == so_far.SoFar(None, [], False)


def test_the_contact_logged_last_is_the_latest(store: Store) -> None:
    def log(session: Session, outcome: Outcome, at: dt.datetime) -> None:
        whose = {"ballot_id": 1, "member_id": 1, "recorded_at": at, "before": {}}
        contacts.log(session, at=at, outcome=outcome, **whose)

    store.write(lambda s: log(s, Outcome.UNDECIDED, NOW))
    store.write(lambda s: log(s, Outcome.VOTED, NOW + HOUR))
    store.write(lambda s: log(s, Outcome.NO_ANSWER, NOW - HOUR))
    latest = store.read(lambda s: so_far.of(s, 1)).latest
    assert latest is not None
    assert latest.outcome is Outcome.VOTED


def test_only_cases_answered_and_not_closed_count(store: Store) -> None:
    def unit(session: Session) -> None:
        for _ in range(3):
            cases.add(session, 1, 1, "question", "", 1, NOW, NOW)
        cases.update(session, 2, answered_at=NOW)
        cases.update(session, 3, answered_at=NOW, closed_at=NOW)

    store.write(unit)
    assert store.read(lambda s: so_far.of(s, 1)).answered == [2]


def test_others_on_the_number_count_while_they_are_held(store: Store) -> None:
    store.write(lambda s: take(s, 2))
    assert store.read(lambda s: so_far.of(s, 1)).others
    assert not store.read(lambda s: so_far.of(s, 2)).others
    store.write(lambda s: claims.end(s, 2, "recorded", NOW))
    assert not store.read(lambda s: so_far.of(s, 1)).others
