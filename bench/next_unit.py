"""Compare a whole unit of work with SQLite running the same statements bare.

    python -m bench.next_unit [--units 100] [--rounds 5]

The unit is `/next` or `/done voted` from the gate to the commit: identity, permission,
claim or record, audit, view, counters, outbox. Its statements are written down, with
their values; then the program and bare SQLite run them on copies of one database, in
turn. What counts is the ratio of their CPU time in one run.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, event

from bench import fill_database
from bench.stats import Doing
from storage import engine, opening, rows

Unit = list[tuple[str, Any]]
"""Statements with their values, in their order."""
FILE = "bench.db"
WARM = 20
"""Units that are run before those measured: statements get prepared."""


class Taken(NamedTuple):
    """What the units of a round cost, in microseconds of CPU each."""

    program: float
    bare: float

    @property
    def ratio(self) -> float:
        """How many times the bare statements the program costs."""
        return self.program / self.bare


@contextmanager
def recording() -> Iterator[Unit]:
    """Write down what runs meanwhile, without the frame around it."""
    heard: Unit = []
    hand_over = rows._hand_over

    def hear(_c: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        heard.append((sql, values))

    def hear_plain(connection: Any, ready: Any, given: Any) -> Any:
        heard.append((ready.sql, [given[name] for name in ready.names]))
        return hand_over(connection, ready, given)

    event.listen(Engine, "before_cursor_execute", hear)
    rows._hand_over = hear_plain
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
        rows._hand_over = hand_over


def units_of(doing: Doing, count: int) -> dict[str, list[Unit]]:
    """Run units; return their statements."""
    found: dict[str, list[Unit]] = {"/next": [], "/done": []}
    for _ in range(count):
        for name, act in (("/next", doing.take), ("/done", doing.done)):
            with recording() as heard:
                act()
            found[name].append([one for one in heard if not one[0].startswith("BEGIN")])
    return found


def run_bare(raw: Any, unit: Unit) -> None:
    """Run a unit's statements as SQLite's own module takes them."""
    raw.execute("BEGIN IMMEDIATE")
    for sql, values in unit:
        raw.execute(sql, values).fetchall()
    raw.execute("COMMIT")


def connect(file: Path) -> Any:
    """Open a file as the store does."""
    raw = engine.sqlite_module().connect(file, isolation_level=None)
    for pragma in ("foreign_keys=ON", "secure_delete=ON", "synchronous=FULL"):
        raw.execute(f"PRAGMA {pragma}")
    return raw


def cpu(work: Callable[[], object]) -> float:
    """Microseconds of CPU, of all threads."""
    began = time.process_time()
    work()
    return 1e6 * (time.process_time() - began)


def measure(folder: Path, units: int, rounds: int) -> dict[str, list[Taken]]:
    """Run program and bare statements in turn; return what each round took."""
    count = WARM + units * rounds
    start = folder / "start"
    start.mkdir()
    fill_database.fill(start / FILE, fill_database.Size(20 * count, 0)).close()
    for name in ("heard", "program", "bare"):
        shutil.copytree(start, folder / name)
    heard = opening.open_store(f"sqlite:///{folder / 'heard' / FILE}").store
    statements = units_of(Doing(heard), count)
    heard.close()
    store = opening.open_store(f"sqlite:///{folder / 'program' / FILE}").store
    doing, raw = Doing(store), connect(folder / "bare" / FILE)
    acts = {"/next": doing.take, "/done": doing.done}
    taken: dict[str, list[Taken]] = {name: [] for name in acts}
    for number, size in enumerate((WARM, *(units,) * rounds)):
        program, bare = dict.fromkeys(acts, 0.0), dict.fromkeys(acts, 0.0)
        first = 0 if number == 0 else WARM + (number - 1) * units
        for place in range(first, first + size):
            for name, act in acts.items():
                program[name] += cpu(act)
                unit = statements[name][place]
                bare[name] += cpu(lambda unit=unit: run_bare(raw, unit))
        if number:
            for name in acts:
                taken[name].append(Taken(program[name] / size, bare[name] / size))
    raw.close()
    store.close()
    for name, units_ in statements.items():
        print(f"{name}: {statistics.median(map(len, units_)):.0f} statements a unit")
    return taken


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=5)
    asked_for = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        taken = measure(Path(folder), asked_for.units, asked_for.rounds)
    for name, rounds in taken.items():
        ratios = sorted(one.ratio for one in rounds)
        program = statistics.median(one.program for one in rounds)
        bare = statistics.median(one.bare for one in rounds)
        print(
            f"{name}: {program:,.0f} µs of CPU, bare {bare:,.0f} µs:"
            f" {statistics.median(ratios):.1f} x ({ratios[0]:.1f} to {ratios[-1]:.1f})"
        )


if __name__ == "__main__":
    main()
