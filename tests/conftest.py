"""What holds for every test: sockets only on this machine, and what was left out."""

import collections
import contextlib
import gc
import sys
from collections.abc import Iterator
from typing import Any

import hypothesis
import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests import browsers, fresh_database

LOOPBACK = ("127.0.0.1", "::1", "localhost")
IN_A_BROWSER = ("tests/browser", "tests/demo/test_browser.py")

LONG = ("tests/faults/worlds/test_worlds.py", "tests/faults/program/test_kill.py")
"""Tests that take longest: begun first, so that no process is left with them alone."""
DATABASES = ("SQLite", "PostgreSQL")
_reached: set[str] = set()
"""The kinds of database that the test of now has reached."""
_ran: collections.Counter[str] = collections.Counter()
"""How many tests reached each kind, by the reports of all processes."""

# A busy machine takes its time: what is fast is counted, never timed.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


def only_loopback(event: str, details: tuple[Any, ...]) -> None:
    """Refuse any connection that would leave this machine."""
    if event != "socket.connect" or not isinstance(details[1], tuple):
        return
    if details[1][0] not in LOOPBACK:
        raise PermissionError(f"a test wanted to reach {details[1][0]}")


sys.addaudithook(only_loopback)


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    """The kind of database that a test says it runs on, see `fresh_database`."""
    wanted = getattr(request, "param", None)
    with fresh_database.kind(wanted) if wanted else contextlib.nullcontext():
        yield


@pytest.fixture(autouse=True)
def _one_database(request: pytest.FixtureRequest) -> Iterator[None]:
    """SQLite for what makes sense on one only, unless the test opens the other."""
    marked = request.node.get_closest_marker("one_database")
    one = fresh_database.kind(fresh_database.SQLITE)
    with one if marked else contextlib.nullcontext():
        yield


@event.listens_for(Pool, "checkout")
def _note_database(connection: object, *_: object) -> None:
    _reached.add(DATABASES[isinstance(connection, psycopg.Connection)])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # as the program does: no collection looks through what is loaded


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    _reached.clear()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    item.user_properties += [("database", kind) for kind in sorted(_reached)]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "teardown":
        _ran.update(
            str(kind) for of, kind in report.user_properties if of == "database"
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(
        "Tests that reached a database: "
        + ", ".join(f"{_ran[kind]} on {kind}" for kind in DATABASES)
    )
    if not browsers.FOUND:
        terminalreporter.write_line(
            f"Left out: {' and '.join(IN_A_BROWSER)}, for no Chromium was found."
        )
