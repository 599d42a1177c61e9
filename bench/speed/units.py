"""Compare a whole unit of work with SQLite running the same statements bare.

The unit is `/next` or `/done voted` from the gate to the commit: identity, permission,
claim or record, audit, view, counters, outbox. Its statements are written down, with
their values; then the program and bare SQLite run them on copies of one database, in
turn. What counts is the ratio of their CPU time in one run.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import Engine, event

from bench.speed import at_work, fill_database
from bench.speed.at_work import FILE, Doing
from storage import engine
from storage.statements import plain

Unit = list[tuple[str, Any]]
"""Statements with their values, in their order."""
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
    hand_over = plain._hand_over

    def hear(_c: Any, _cursor: Any, sql: str, values: Any, *_: Any) -> None:
        heard.append((sql, values))

    def hear_plain(connection: Any, ready: Any, given: Any) -> Any:
        heard.append((ready.sql, dict(given)))
        return hand_over(connection, ready, given)

    event.listen(Engine, "before_cursor_execute", hear)
    plain._hand_over = hear_plain
    try:
        yield heard
    finally:
        event.remove(Engine, "before_cursor_execute", hear)
        plain._hand_over = hand_over


def units_of(doing: Doing, count: int) -> dict[str, list[Unit]]:
    """Run units; return their statements."""
    found: dict[str, list[Unit]] = {"/next": [], "/done": []}
    for _ in range(count):
        for name, act in (("/next", doing.take), ("/done", doing.done)):
            with recording() as heard:
                act()
            found[name].append(without_frame(heard))
    return found


def without_frame(unit: Unit) -> Unit:
    """Leave out what begins the transaction."""
    return [one for one in unit if not one[0].startswith("BEGIN")]


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
    heard = at_work.reopened(folder / "heard")
    statements = units_of(Doing(heard), count)
    heard.close()
    store = at_work.reopened(folder / "program")
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
    return taken
