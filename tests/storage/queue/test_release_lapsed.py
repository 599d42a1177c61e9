"""Releasing by time costs what is due, not what waits."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.ballot.timetable import Stretch
from bot.rules.person import Role
from bot.rules.queue.bands import Band
from storage import ballots
from storage.engine import Store
from storage.lists import new_members
from storage.queue import due_work, release_lapsed
from storage.team import people
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "kept.db")
    yield opened.store
    opened.close()


def settle(session: Session, promises: int, phase: Phase = Phase.OPEN) -> None:
    """Keep so many promises for another hour."""
    ballot = ballots.add(session, Ballot(0, "Pay", CLOSES), NOW)
    ballots.set_phase(session, ballot.id, Stretch(phase, True, NOW, CLOSES))
    person = people.find_or_add(session, 11, "Asha")
    people.give_role(session, person.id, ballot.id, Role.ADVOCATE, NOW)
    kept = {"band": int(Band.PROMISE), "due_at": NOW, "kept_for": person.id}
    rows = [{**kept, "kept_until": NOW + HOUR} for _ in range(promises)]
    new_members.add(session, ballot.id, rows)


def steps(store: Store, work: Callable[[Session], object]) -> int:
    """Count the steps that SQLite takes for something."""

    def unit(session: Session) -> int:
        work(session)  # prepared once: SQLite counts preparing too
        raw: Any = session.connection().connection.dbapi_connection
        found = 0

        def step() -> int:
            nonlocal found
            found += 1
            return 0

        raw.set_progress_handler(step, 1)
        work(session)
        raw.set_progress_handler(None, 1)
        return found

    return store.write(unit)


def look(session: Session) -> object:
    """Ask what the clock has to do; no time but those of keeping has come."""
    times = dict.fromkeys(due_work.TIMES, NOW)
    return due_work.find(session, {**times, "sooner": NOW + DAY, "sealed": 0})


@pytest.mark.one_database  # SQLite counts its steps
@pytest.mark.parametrize(
    "work", [lambda s: release_lapsed.kept(s, NOW, NOW + DAY), look]
)
def test_promises_that_wait_cost_a_tick_nothing(
    tmp_path: Path, work: Callable[[Session], object]
) -> None:
    found = []
    for promises in (5, 500):
        opened = fresh_database.open_at(tmp_path / f"{promises}.db")
        opened.store.write(lambda s, promises=promises: settle(s, promises))
        found.append(steps(opened.store, work))
        opened.close()
    assert found[0] == found[1]


def test_in_the_last_posting_days_who_is_kept_goes_back_sooner(store: Store) -> None:
    store.write(lambda s: settle(s, 3, Phase.LAST_DAYS))
    assert store.write(lambda s: release_lapsed.kept(s, NOW, NOW)) == []
    freed = store.write(lambda s: release_lapsed.kept(s, NOW, NOW + HOUR))
    assert len(freed) == 3
