"""Counts are kept at the one door: whatever is done, a recount finds the same."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.stats.standings import Standing
from bot.usecases import background
from bot.usecases.lists import import_list
from bot.usecases.replies import move, record_outcome
from storage import ballots, counters, members, recount
from storage.engine import Store
from storage.privacy import erasure
from storage.replies import contacts
from tests import fresh_database
from tests.journeys.play import LONDON, sheet

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=LONDON)
MEMBERS = 8
OUTCOMES = st.sampled_from(list(Outcome))
SAID = st.tuples(st.integers(0, MEMBERS - 1), OUTCOMES, st.integers(0, 20 * 24))


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Store]:
    """A database in which nobody has asked never to be contacted."""
    opened = fresh_database.open_at(tmp_path / "fresh.db")
    yield opened.store
    opened.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder: Path = tmp_path_factory.mktemp("counts")
    opened = fresh_database.open_at(folder / "counts.db")
    yield opened.store
    opened.close()


def branch(session: Session) -> Ballot:
    """A new ballot with a few members."""
    name = f"Pay {len(ballots.every(session))}"
    ballot = ballots.add(session, Ballot(0, name, CLOSES), NOW)
    found = (sheet(n, workplace=f"Site {n % 3}") for n in range(MEMBERS))
    import_list.add(session, ballot, found, NOW)
    return ballot


def say(session: Session, ballot: Ballot, number: int, outcome: Outcome, hours: int):
    at = NOW + dt.timedelta(hours=hours)
    member = members.find(session, ballot.id, f"77{number:05d}")
    said = move.Said(outcome, at=at, by="shell")
    record_outcome.record(background.context(session, ballot, at), member, said)


def counted(session: Session, ballot: Ballot) -> tuple[object, object]:
    """The counts as kept, and as counted anew."""
    kept = recount.kept(session, ballot.id)
    recount.recount(session, ballot.id)
    return kept, recount.kept(session, ballot.id)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(SAID, max_size=12))
def test_whatever_members_say_the_counts_are_those_of_a_recount(store, said):
    def unit(session: Session) -> tuple[object, object]:
        ballot = branch(session)
        for number, outcome, hours in said:
            say(session, ballot, number, outcome, hours)
        return counted(session, ballot)

    kept, anew = store.write(unit)
    assert kept
    assert kept == anew


def test_a_word_older_than_the_last_is_not_counted(fresh):
    def unit(session: Session) -> dict[object, object]:
        ballot = branch(session)
        say(session, ballot, 1, Outcome.VOTED, 5)
        say(session, ballot, 1, Outcome.UNDECIDED, 2)
        return dict(counters.asked(session, ballot.id))

    assert fresh.write(unit) == {Standing.WILL_VOTE: {Outcome.VOTED: 1}}


def test_reports_count_on_the_ballots_own_day(fresh):
    def unit(session: Session) -> dict[dt.date, int]:
        ballot = branch(session)
        midnight_in_london = dt.datetime(2027, 4, 1, 23, 0, tzinfo=dt.UTC)
        hours = (midnight_in_london - NOW) // dt.timedelta(hours=1)
        say(session, ballot, 2, Outcome.VOTED, hours)
        return counters.by_day(session, ballot.id, "reported")

    assert fresh.write(unit) == {dt.date(2027, 4, 2): 1}


def test_members_are_counted_by_when_they_are_due(fresh):
    def unit(session: Session) -> tuple[int, int]:
        ballot = branch(session)
        first = members.find(session, ballot.id, "7700000")
        assert first is not None
        later = NOW + dt.timedelta(hours=3)
        members.change(session, first, band=int(Band.WILL_VOTE), due_at=later)
        found = counters.queued(session, ballot.id, Band.WILL_VOTE, NOW)
        return found.due, found.later

    assert fresh.write(unit) == (MEMBERS - 1, 1)


def test_an_erased_member_is_counted_no_more(fresh):
    def unit(session: Session) -> tuple[int, int]:
        ballot = branch(session)
        say(session, ballot, 3, Outcome.VOTED, 1)
        before = sum(counters.by_day(session, ballot.id, "reported").values())
        found = members.find(session, ballot.id, "7700003")
        assert found is not None
        erasure.member(session, found)
        return before, sum(counters.by_day(session, ballot.id, "reported").values())

    assert fresh.write(unit) == (1, 0)


def test_a_reminder_to_many_is_not_counted_as_tries(fresh):
    def unit(session: Session) -> dict[object, object]:
        ballot = branch(session)
        member = members.find(session, ballot.id, "7700004")
        assert member is not None
        contacts.log(
            session,
            ballot_id=ballot.id,
            member_id=member.id,
            at=NOW,
            recorded_at=NOW,
            outcome=Outcome.NO_ANSWER,
            source=contacts.MAILING,
            before={},
        )
        kept, anew = counted(session, ballot)
        assert kept == anew
        return dict(counters.asked(session, ballot.id))

    assert fresh.write(unit) == {}
