"""What must not grow: counts of SQLite's work, with their limits; no clock is read."""

import threading
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import event
from sqlmodel import Session

from bench.speed import at_work, stats, units
from bench.speed.at_work import Doing
from storage.engine import SqliteStore, Store

FEW = 1_000
TOGETHER = 16
LIMITS = {"/next": 1_700, "/done voted": 1_500, "/stats": 2_700}
"""Opcodes of SQLite's machine for a whole unit of work, its statements prepared."""


class Gate(NamedTuple):
    """A count that may be so high and no higher."""

    what: str
    found: int
    limit: int

    @property
    def holds(self) -> bool:
        """Whether the count is within its limit."""
        return self.found <= self.limit

    def __str__(self) -> str:
        return f"{self.what}: {self.found:,} (limit {self.limit:,})"


def counts(members: int) -> Iterator[Gate]:
    """Count on a short list and on one of so many members."""
    with at_work.filled(FEW, FEW) as short, at_work.filled(members, members) as long:
        few, many = opcodes_by_unit(short), opcodes_by_unit(long)
        for name, limit in LIMITS.items():
            yield Gate(f"opcodes of {name} at {FEW:,} members", few[name], limit)
            more = abs(many[name] - few[name])
            yield Gate(f"opcodes of {name} more or less at {members:,}", more, 0)
        yield Gate("statements that read a whole table", len(scans(short)), 0)
        commits = commits_of_a_batch(short)
        yield Gate(f"commits of {TOGETHER} claims that waited together", commits, 1)


def opcodes_by_unit(store: Store) -> dict[str, int]:
    """Count the opcodes of each whole unit, once its statements are prepared."""
    doing = Doing(store)
    doing.take()
    doing.done()
    return {
        "/next": store.write(lambda s: opcodes(s, doing.taking)),
        "/done voted": store.write(lambda s: opcodes(s, doing.recording)),
        "/stats": store.read(lambda s: opcodes(s, stats.shown)),
    }


def opcodes(session: Session, work: Callable[[Session], object]) -> int:
    """Count the opcodes that SQLite's machine runs for this."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    raw: Any = session.connection().connection.dbapi_connection
    raw.set_progress_handler(step, 1)
    try:
        work(session)
        session.flush()
    finally:
        raw.set_progress_handler(None, 0)
    return steps[0]


def scans(store: Store) -> list[str]:
    """List the steps of `/next` and `/done` that read a whole table.

    An insert's plan also has the look for rows that refer to it, which SQLite leaves
    out where no deferred key is open.
    """
    found: list[str] = []
    ((next_unit,), (done_unit,)) = units.units_of(Doing(store), 1).values()
    for sql, values in [*next_unit, *done_unit]:
        if not sql.startswith("INSERT"):
            plan = store.read(lambda s, sql=sql, values=values: _plan(s, sql, values))
            found += [step for step in plan if _whole(step)]
    return found


def _plan(session: Session, sql: str, values: Any) -> list[str]:
    raw: Any = session.connection().connection.dbapi_connection
    return [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {sql}", values)]


def _whole(step: str) -> bool:
    return step.startswith("SCAN") and "CONSTANT" not in step and "VALUES" not in step


def commits_of_a_batch(store: Store) -> int:
    """Count the commits of claims by several advocates that wait for the writer."""
    assert isinstance(store, SqliteStore)
    advocates = [Doing(store, who) for who in at_work.add_advocates(store, TOGETHER)]
    begun, free, heard = threading.Event(), threading.Event(), [0]

    def count(_connection: object) -> None:
        heard[0] += 1

    def wait(_session: Session) -> None:
        begun.set()
        free.wait()

    busy = store.submit(wait)
    begun.wait()
    event.listen(store._writes, "commit", count)
    try:
        waiting = [store.submit(one.taking) for one in advocates]
        free.set()
        for one in [busy, *waiting]:
            one.result()
    finally:
        event.remove(store._writes, "commit", count)
    return heard[0] - 1
