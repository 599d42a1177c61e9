"""The claim costs the same for any list: range probes only, equal work in SQLite."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlmodel import Session, SQLModel

from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import queue_rules
from storage import ballots, opening
from storage.engine import SqliteStore, Store
from storage.queue import claim_statement
from storage.team import people

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
BALLOT = Ballot(0, "Pay", dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC))
MOST_OPCODES = 1_000  # eleven bands of three probes, all empty but the last


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = opening.open_store(f"sqlite:///{tmp_path / 'plan.db'}")
    yield opened.store
    opened.close()


def fill(session: Session, count: int) -> int:
    """A ballot with this many members, spread over the bands."""
    ballot = ballots.add(session, BALLOT, NOW)
    rows = [
        {
            "ballot_id": ballot.id,
            "band": 1 + number % 8,
            "due_at": NOW - dt.timedelta(days=20),
            "workplace": f"W{number % 50}",
            "extra": {},
            "notes": "",
        }
        for number in range(count)
    ]
    members = SQLModel.metadata.tables["member"]
    session.connection().execute(insert(members), rows)
    return ballot.id


def claim(session: Session, ballot_id: int, prefix: str = "") -> Any:
    """The claim's own statement, by whom nobody is kept for."""
    found = queue_rules.probes(BALLOT, NOW)
    bands = tuple(probe.band for probe in found)
    statement = text(prefix + claim_statement.statement(bands, server=False).text)
    statement = statement.bindparams(
        *claim_statement.statement(bands, server=False)._bindparams.values()
    )
    values = claim_statement.parameters(
        ballot_id,
        1,
        found,
        lease_until=NOW,
        now=NOW,
        workplace="W3",
        own=None,
        evenings=True,
    )
    return session.connection().execute(statement, values).all()


def test_the_claim_reads_by_ranges_only(store: Store) -> None:
    ballot_id = store.write(lambda s: fill(s, 1_000))
    plan = store.write(lambda s: claim(s, ballot_id, "EXPLAIN QUERY PLAN "))
    steps = [row[3] for row in plan]
    assert any("USING" in step and "INDEX" in step for step in steps)
    assert not [s for s in steps if s.startswith("SCAN") and "CONSTANT" not in s]
    assert not [step for step in steps if "TEMP B-TREE" in step]


@pytest.mark.parametrize("empty_bands", [0, 7])
def test_the_claim_costs_the_same_at_1_000_and_at_100_000_members(
    tmp_path: Path, empty_bands: int
) -> None:
    costs = {}
    for count in (1_000, 100_000):
        opened = opening.open_store(f"sqlite:///{tmp_path / f'{count}.db'}")
        costs[count] = opcodes(opened.store, count, empty_bands)
        opened.close()
    assert costs[1_000] == costs[100_000] <= MOST_OPCODES


def opcodes(store: Store, count: int, empty_bands: int) -> int:
    """How many opcodes of SQLite's machine one claim takes."""
    assert isinstance(store, SqliteStore)

    def unit(session: Session) -> int:
        ballot_id = fill(session, count)
        session.connection().execute(
            text("DELETE FROM member WHERE band <= :empty"), {"empty": empty_bands}
        )
        raw: Any = session.connection().connection.dbapi_connection
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        people.find_or_add(session, 9, "A")
        claim(session, ballot_id)  # prepared once: SQLite counts preparing too
        raw.set_progress_handler(step, 1)
        taken = claim(session, ballot_id)
        raw.set_progress_handler(None, 1)
        assert len(taken) == 1
        return steps

    return store.write(unit)
