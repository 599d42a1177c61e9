"""The one thread that writes to SQLite, grouping units of work into one COMMIT."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlmodel import Session

from storage.statements import sessions

T = TypeVar("T")
GROUP = 64
Judge = Callable[[BaseException], BaseException]
"""Say which error it is that SQLite has raised."""


class TransactionLost(Exception):
    """SQLite ended the transaction by itself; nothing of the group was saved."""


Outcome = tuple[Any, BaseException | None]
"""What a unit returned, or its error."""


@dataclass(frozen=True, slots=True)
class _Work:
    unit: Callable[[Session], Any]
    future: Future[Any]
    long: bool = False


class Writer:
    """Runs units one after another; no result leaves before its COMMIT.

    Units waiting at the same moment share a transaction, each in its own savepoint:
    one that fails takes back only itself. Where SQLite has ended the transaction (a
    full disk does), the group is rolled back and each unit is run again alone. A unit
    alone needs no savepoint: the transaction is its own.
    """

    def __init__(self, engine: Engine, judge: Judge = lambda error: error) -> None:
        self._engine = engine
        self._judge = judge
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._held: deque[_Work] = deque()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, unit: Callable[[Session], T], *, long: bool = False) -> Future[T]:
        """Queue a unit; the future ends after COMMIT or with the unit's error.

        A long unit runs alone, after the short ones waiting with it, so that no
        short unit waits for two long ones.
        """
        future: Future[T] = Future()
        self._queue.put(_Work(unit, future, long))
        return future

    def close(self) -> None:
        """Run what is queued, then stop."""
        self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while self._held or not self._closing or not self._queue.empty():
            group = self._gather()
            if group:
                self._commit(group)
            if self._held:
                self._commit([self._held.popleft()])

    def _gather(self) -> list[_Work]:
        """Gather the next unit and all that wait with it; put long ones aside."""
        group: list[_Work] = []
        while len(group) < GROUP:
            waits_for_nothing = group or self._held or self._closing
            if waits_for_nothing and self._queue.empty():
                break
            work = self._queue.get()
            if work is None:
                self._closing = True
            elif work.long:
                self._held.append(work)
            else:
                group.append(work)
        return group

    def _commit(self, group: list[_Work]) -> None:
        """Commit a group and set the results of its futures."""
        try:
            endings = self._attempt(group)
        except Exception as error:
            if len(group) == 1:
                group[0].future.set_exception(self._judge(error))
                return
            for work in group:
                self._commit([work])
            return
        for work, (result, failure) in zip(group, endings, strict=True):
            if failure is not None:
                work.future.set_exception(self._judge(failure))
            else:
                work.future.set_result(result)

    def _attempt(self, group: list[_Work]) -> list[Outcome]:
        """Run a group in one transaction; raises TransactionLost if SQLite ended it."""
        with self._engine.connect() as connection, connection.begin():
            run = _run_alone if len(group) == 1 else _run_beside
            endings = [run(connection, work) for work in group]
            _still_open(connection)
        return endings


def _run_alone(connection: Connection, work: _Work) -> Outcome:
    """Run a unit whose error ends the whole transaction."""
    with sessions.UnitSession(
        connection, join_transaction_mode="rollback_only"
    ) as session:
        try:
            result = work.unit(session)
            session.commit()
        except Exception:
            _still_open(connection)
            raise
    return result, None


def _run_beside(connection: Connection, work: _Work) -> Outcome:
    """Run a unit in a savepoint, beside others in the same transaction."""
    with sessions.UnitSession(
        connection, join_transaction_mode="create_savepoint"
    ) as session:
        try:
            result = work.unit(session)
            session.commit()
        except Exception as error:
            _still_open(connection)
            session.rollback()
            return None, error
    return result, None


def _still_open(connection: Connection) -> None:
    """Raise TransactionLost if SQLite has ended the transaction by itself."""
    raw = connection.connection.dbapi_connection
    if raw is None or not raw.in_transaction:
        raise TransactionLost
