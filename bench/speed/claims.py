"""F1, F2, F4 to F6: a claim and its whole unit of work, by one and by sixteen."""

import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import QueuePool, create_engine, event

from bench.speed import at_work, fill_database, gates, server_claims, units
from bench.speed.at_work import FILE, Doing
from bench.speed.figures import Aim, Figure
from storage import engine
from storage.engine import Store

MANY = 1_000_000
CLIENTS = 16
UNITS = 30
"""Units of each client in a round."""
ALONE = 40


def figures_of(rounds: int) -> Iterator[Figure]:
    """Measure the claim by counts, then by ratios."""
    yield from by_size(rounds)
    with tempfile.TemporaryDirectory() as folder:
        taken = units.measure(Path(folder), ALONE, rounds)
    aims = {"/next": Aim(3.5)}
    for name, found in taken.items():
        ratios = [one.ratio for one in found]
        what = f"unit of `{name}` ÷ its statements bare, CPU"
        yield Figure("F4", what, ratios, "×", aims.get(name))
    yield from many_at_once(rounds)
    yield from server_claims.figures_of(rounds)


def by_size(rounds: int) -> Iterator[Figure]:
    """Compare `/next` on a short list and on a very long one."""
    with at_work.filled(1_000) as short, at_work.filled(MANY) as long:
        few, many = (gates.opcodes_by_unit(one)["/next"] for one in (short, long))
        yield Figure("F1", f"opcodes of `/next` at 1,000 and {MANY:,}", [few, many], "")
        pairs = [[_times(Doing(one)) for one in (short, long)] for _ in range(rounds)]
    middle = [statistics.median(b) / statistics.median(a) for a, b in pairs]
    late = [at_work.late(b) / at_work.late(a) for a, b in pairs]
    yield Figure("F2", f"median of `/next` at {MANY:,} ÷ 1,000", middle, "×", Aim(1.2))
    yield Figure("F2", f"p99 of `/next` at {MANY:,} ÷ 1,000", late, "×", Aim(1.5))


def _times(doing: Doing) -> list[float]:
    found = []
    for _ in range(ALONE):
        began = time.perf_counter()
        doing.take()
        found.append(time.perf_counter() - began)
        doing.done()
    return found


def many_at_once(rounds: int) -> Iterator[Figure]:
    """Compare `/next` by many through the store with a pool running its statements."""
    pairs = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch:
            pairs.append(_pair(Path(scratch)))
    ratios = [ours.a_second / pool.a_second for ours, pool in pairs]
    what = f"`/next` by {CLIENTS} at once ÷ a pool of {CLIENTS} running its statements"
    yield Figure("F5", what, ratios, "×", Aim(5, at_least=True))
    for name, number in (("ours", 0), ("the pool", 1)):
        late = [pair[number].slowest for pair in pairs]
        yield Figure("F5", f"p99 of those, {name}", late, "ms")


def _pair(scratch: Path) -> tuple[at_work.Together, at_work.Together]:
    start = scratch / "start"
    start.mkdir()
    size = fill_database.Size(40 * CLIENTS * UNITS, 0)
    store = fill_database.fill(start / FILE, size)
    advocates = at_work.add_advocates(store, CLIENTS)
    store.close()
    for name in ("heard", "program", "pool"):
        shutil.copytree(start, scratch / name)
    heard = at_work.reopened(scratch / "heard")
    statements = _statements(heard, advocates)
    heard.close()
    ours = at_work.reopened(scratch / "program")
    works = [[Doing(ours, who).take] * UNITS for who in advocates]
    try:
        found = at_work.together(works)
    finally:
        ours.close()
    return found, _pool(scratch / "pool" / FILE, statements)


def _statements(store: Store, advocates: Sequence[int]) -> list[list[units.Unit]]:
    """Run the units of each advocate one by one; return their statements."""
    everybody = [Doing(store, who) for who in advocates]
    found: list[list[units.Unit]] = [[] for _ in everybody]
    for _ in range(UNITS):
        for place, doing in enumerate(everybody):
            with units.recording() as heard:
                doing.take()
            found[place].append(units.without_frame(heard))
    return found


def _pool(file: Path, statements: Sequence[Sequence[units.Unit]]) -> at_work.Together:
    """Run the statements by a thread and a connection for each client.

    They come in another order than they were written down in, so no row may be asked
    for the one it refers to; that spares the pool some work.
    """
    pool = create_engine(
        f"sqlite:///{file}",
        module=engine.sqlite_module(),
        poolclass=QueuePool,
        pool_size=CLIENTS,
        connect_args={"timeout": 60, "check_same_thread": False},
    )

    @event.listens_for(pool, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    def run(unit: units.Unit) -> None:
        with pool.connect() as line:
            line.exec_driver_sql("BEGIN IMMEDIATE")
            for sql, values in unit:
                given = values if isinstance(values, dict) else tuple(values)
                found = line.exec_driver_sql(sql, given)
                if found.returns_rows:
                    found.fetchall()
            line.exec_driver_sql("COMMIT")

    try:
        return at_work.together(
            [[lambda unit=unit: run(unit) for unit in own] for own in statements]
        )
    finally:
        pool.dispose()
