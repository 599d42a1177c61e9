"""The claim costs the same for any list: range probes only, equal work in SQLite."""

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import TextClause, insert, text
from sqlmodel import Session, SQLModel

from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import queue_rules
from storage import ballots
from storage.engine import SqliteStore, Store
from storage.queue import claim_statement
from storage.statements import plain
from storage.team import people
from tests import fresh_database, point

pytestmark = pytest.mark.one_database
NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
BALLOT = Ballot(0, "Pay", dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC))
Statement = Callable[..., Any]
Listed = tuple[Store, int]
"""A store, and the ballot in it that has a list."""
Lists = tuple[Listed, ...]
TYPICAL = 410  # the first bands have somebody
MOST_OPCODES = 562  # eleven bands of one probe, all empty but the last
WITH_WORKPLACE = 762  # of two
ALONG = 658  # the rest of a household


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "plan.db")
    yield opened.store
    opened.close()


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lists]:
    """A list of 1,000 members and one of 100,000, made once."""
    folder, few, many = tmp_path_factory.mktemp("lists"), 1_000, 100_000
    with contextlib.ExitStack() as stack:
        made = []
        for count in (few, many):
            opened = fresh_database.open_at(folder / f"{count}.db")
            stack.callback(opened.close)
            ballot_id = opened.store.write(functools.partial(fill, count=count))
            made.append((opened.store, ballot_id))
        yield tuple(made)


def fill(session: Session, count: int) -> int:
    """A ballot with this many members, spread over the bands, two with each number."""
    ballot = ballots.add(session, BALLOT, NOW)
    found = [
        {
            "ballot_id": ballot.id,
            "band": 1 + number % 8,
            "due_at": NOW - dt.timedelta(days=20),
            "workplace": f"W{number % 50}",
            "mobile": f"+44770{number // 2:07d}",
            "extra": {},
            "notes": "",
        }
        for number in range(count)
    ]
    members = SQLModel.metadata.tables["member"]
    session.connection().execute(insert(members), found)
    return ballot.id


def claim(session: Session, ballot_id: int, prefix: str = "") -> Any:
    """The claim's own statement, by somebody who keeps nobody."""
    found = queue_rules.probes(BALLOT, NOW)
    bands = tuple(probe.band for probe in found)
    statement = claim_statement.on_sqlite(bands, workplace=False)
    return run(session, ballot_id, statement, prefix)


def claim_of_workplace(session: Session, ballot_id: int, prefix: str = "") -> Any:
    """The same by somebody who is given their own workplace first."""
    bands = tuple(probe.band for probe in queue_rules.probes(BALLOT, NOW))
    statement = claim_statement.on_sqlite(bands)
    return run(session, ballot_id, statement, prefix, workplace="W3")


def take_along(session: Session, ballot_id: int, prefix: str = "") -> Any:
    """The statement that takes the rest of a household, one of them."""
    bands = tuple(probe.band for probe in queue_rules.probes(BALLOT, NOW))
    statement = claim_statement.household(bands)
    return run(session, ballot_id, statement, prefix, number="+447700000007", room=1)


def run(
    session: Session, ballot_id: int, statement: TextClause, prefix: str, **more: object
) -> Any:
    values = claim_statement.parameters(
        ballot_id,
        1,
        queue_rules.probes(BALLOT, NOW),
        server=False,
        lease_until=NOW,
        now=NOW,
        own=None,
    )
    told = text(prefix + statement.text).bindparams(*statement._bindparams.values())
    return plain.Statement(lambda _: told).run(session, {**values, **more})


@pytest.mark.parametrize("statement", [claim, claim_of_workplace, take_along])
def test_all_read_by_ranges_only(store: Store, statement: Statement) -> None:
    ballot_id = store.write(lambda s: fill(s, 1_000))
    plan = store.write(lambda s: statement(s, ballot_id, "EXPLAIN QUERY PLAN "))
    steps = [row[3] for row in plan]
    assert any("USING" in step and "INDEX" in step for step in steps)
    assert not [s for s in steps if s.startswith("SCAN") and "CONSTANT" not in s]
    assert not [step for step in steps if "TEMP B-TREE" in step]


@pytest.mark.parametrize(
    ("statement", "empty_bands", "most"),
    [
        (claim, 0, TYPICAL),
        (claim, 7, MOST_OPCODES),
        (claim_of_workplace, 7, WITH_WORKPLACE),
    ],
)
def test_the_claim_costs_the_same_at_1_000_and_at_100_000_members(
    lists: Lists, statement: Statement, empty_bands: int, most: int
) -> None:
    few, many = (opcodes(one, empty_bands, statement) for one in lists)
    assert few == many <= most


@pytest.mark.parametrize("told_worth", [0.3, 0.5, 0.6, 2.0])
def test_whatever_the_own_log_says_the_claim_looks_into_the_same_bands(
    told_worth: float,
) -> None:
    """Each look-up costs the same, so that the order they come in changes nothing."""
    ballot = replace(BALLOT, told_worth=told_worth)
    learns = queue_rules.probes(ballot, NOW)
    assert sorted(learns) == sorted(queue_rules.probes(BALLOT, NOW))


def test_the_rest_of_a_household_costs_the_same_for_any_list(lists: Lists) -> None:
    few, many = (opcodes(one, 0, take_along) for one in lists)
    assert few == many <= ALONG


def opcodes(listed: Listed, empty_bands: int, statement: Statement = claim) -> int:
    """How many opcodes of SQLite's machine one run of the statement takes.

    What it did to the list is taken back.
    """
    store, ballot_id = listed
    assert isinstance(store, SqliteStore)

    def unit(session: Session) -> int:
        back = point.Point(session)
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
        statement(session, ballot_id)  # prepared once: SQLite counts preparing too
        raw.set_progress_handler(step, 1)
        taken = statement(session, ballot_id)
        raw.set_progress_handler(None, 1)
        assert len(taken) == 1
        back.go_back()
        return steps

    return store.write(unit)
