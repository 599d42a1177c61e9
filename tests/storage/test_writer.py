"""Long units of work let the others go first, and none of them is lost."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlmodel import Session

from storage import ballots, engine
from storage.writer import Writer
from tests import fresh_database, statement_counter, waiting


def note(ran: list[Any], what: Any, session: Session) -> None:
    ran.append(what)


def test_a_long_unit_runs_after_what_waits_beside_it(tmp_path: Path) -> None:
    made = engine.sqlite_engine(
        create_engine(f"sqlite:///{tmp_path / 'long.db'}").url, query_only=False
    )
    writer, open_, ran = Writer(made), threading.Event(), list[str]()

    def gate(session: Session) -> None:
        open_.wait(waiting.PATIENCE)

    writer.submit(gate)
    writer.submit(partial(note, ran, "long"), long=True)
    writer.submit(partial(note, ran, "longer"), long=True)
    for name in ("one", "two"):
        writer.submit(partial(note, ran, name))
    open_.set()
    writer.close()
    made.dispose()
    assert ran == ["one", "two", "long", "longer"]


def run_until_closed(file: Path) -> list[int]:
    """Submit many units and close the store at once; what ran, in its order."""
    opened = fresh_database.open_at(file)
    ran: list[int] = []
    for number in range(200):
        opened.store.submit(partial(note, ran, number))
    opened.close()
    return ran


def test_no_unit_is_lost_when_the_store_closes(tmp_path: Path) -> None:
    assert sorted(run_until_closed(tmp_path / "close.db")) == list(range(200))


@pytest.mark.one_database
def test_units_run_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    assert run_until_closed(tmp_path / "order.db") == list(range(200))


@pytest.mark.one_database
def test_a_unit_alone_needs_no_savepoint(tmp_path: Path) -> None:
    with statement_counter.counting() as counter:
        opened = fresh_database.open_at(tmp_path / "alone.db")
        counter.clear()
        opened.store.write(partial(ballots.recall, name="nothing"))
        opened.close()
    (begin, _), commit = (one for _, one in counter.heard[:2]), counter.heard[2][1]
    assert (begin, commit) == ("BEGIN IMMEDIATE", "COMMIT")


def test_a_unit_alone_that_fails_leaves_nothing(tmp_path: Path) -> None:
    opened = fresh_database.open_at(tmp_path / "fails.db")

    def fail(session: Session) -> None:
        ballots.remember(session, "half", {"done": 1})
        session.flush()
        raise LookupError

    with pytest.raises(LookupError):
        opened.store.write(fail)
    assert opened.store.read(partial(ballots.recall, name="half")) == {}
    opened.close()
