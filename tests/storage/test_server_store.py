"""Units of work on PostgreSQL: run again, in their order, and within limits of time."""

import datetime as dt
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from subprocess import PIPE

import pytest
from sqlalchemy import event, exc
from sqlmodel import Session

from storage import ballots, engine, outages, updates
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, tzinfo=dt.UTC)
pytestmark = pytest.mark.one_database
END_LINE = "SELECT pg_terminate_backend({})"
FAIL = "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{}'; END $$"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[engine.Store]:
    with fresh_database.kind(fresh_database.POSTGRESQL):
        opened = fresh_database.open_at(tmp_path / "server.db")
    yield opened.store
    opened.close()


def run(session: Session, sql: str) -> object:
    """Run this and return its only value, if any."""
    result = session.connection().exec_driver_sql(sql)
    return result.scalar() if result.returns_rows else None


def pid(session: Session) -> object:
    return run(session, "SELECT pg_backend_pid()")


def test_units_in_a_deadlock_both_take_place(store: engine.Store) -> None:
    store.write(partial(ballots.remember, name="a", value={"n": 0}))
    store.write(partial(ballots.remember, name="b", value={"n": 0}))
    both, tries = threading.Barrier(2), list[str]()

    def unit(session: Session, first: str, second: str) -> None:
        tries.append(first)
        for name in (first, second):
            lock = f"SELECT value FROM memo WHERE name = '{name}' FOR UPDATE"
            run(session, lock)
            if name == first and tries.count(first) == 1:
                both.wait(60)
        for name in (first, second):
            count = ballots.recall(session, name)["n"]
            ballots.remember(session, name, {"n": int(count) + 1})

    waits = [
        store.submit(partial(unit, first="a", second="b")),
        store.submit(partial(unit, first="b", second="a")),
    ]
    for wait in waits:
        wait.result()
    counts = [store.read(partial(ballots.recall, name=name)) for name in "ab"]
    assert counts == [{"n": 2}, {"n": 2}]
    assert len(tries) > 2


@pytest.mark.parametrize("state", ["40001", "40P01", "23505"])
def test_what_is_in_the_way_each_time_is_no_outage(store, state) -> None:
    tries = list[object]()

    def unit(session: Session) -> None:
        tries.append(session)
        run(session, FAIL.format(state))

    with pytest.raises(exc.DBAPIError) as raised:
        store.write(unit)
    assert not outages.passing(raised.value)
    assert len(tries) == len(engine.PAUSES) + 1


def test_a_unit_runs_again_where_the_line_broke(store: engine.Store) -> None:
    tries = list[object]()

    def unit(session: Session) -> None:
        ballots.remember(session, "half", {"try": len(tries)})
        session.flush()
        tries.append(pid(session))
        if len(tries) == 1:
            run(session, END_LINE.format("pg_backend_pid()"))

    store.write(unit)
    assert store.read(partial(ballots.recall, name="half")) == {"try": 1}
    assert len(tries) == 2


def test_a_unit_whose_commit_may_have_taken_place_is_not_run_again(store) -> None:
    """Its update comes again as after an outage, and is known by its id."""
    tries = list[object]()

    def end(session: Session, line: object) -> None:
        if not session.in_nested_transaction():
            store.write(partial(run, sql=END_LINE.format(line)))

    def unit(session: Session) -> None:
        tries.append(pid(session))
        updates.first_time(session, 1, 7, NOW)
        session.flush()
        event.listen(session, "before_commit", partial(end, line=tries[-1]))

    with pytest.raises(exc.DBAPIError) as raised:
        store.write(unit)
    assert outages.passing(raised.value)
    assert len(tries) == 1


@pytest.mark.parametrize(
    "limit",
    ["lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"],
)
def test_no_line_waits_for_ever(store: engine.Store, limit: str) -> None:
    for way in (store.write, store.read):
        assert way(partial(run, sql=f"SHOW {limit}")) not in ("0", 0)


def test_a_unit_that_only_reads_cannot_write(store: engine.Store) -> None:
    with pytest.raises(exc.DBAPIError, match="read-only"):
        store.read(partial(run, sql="DELETE FROM memo"))


def test_the_server_of_tests_that_are_killed_ends_with_them() -> None:
    code = "from tests import postgresql; print(postgresql.server()); input()"
    command = [sys.executable, "-u", "-c", code]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE) as tests:
        assert tests.stdout
        assert tests.stderr
        folder = Path(tests.stdout.readline().decode().split("host=")[1].strip())
        assert (folder / "data" / "postmaster.pid").exists()
        tests.kill()
        tests.stderr.read()  # the server's shell has it too, until it ends
        assert not folder.exists()
