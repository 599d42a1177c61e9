"""Measure the cost of `/stats` by list size, and what its counts add to `/done`.

    python -m bench.stats [--members 1000000] [--contacts 5000000] [--rounds 200]

SQL fills the lists, with the same workplaces, days and hours in each; one run takes the
small and the large list in turn. Opcodes are those of SQLite's virtual machine.
"""

import argparse
import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from sqlmodel import Session, func, select

from bench import fill_database
from bot.rules.arrivals import Arrival, UpdateKind
from bot.rules.queue.queue_rules import Settings
from bot.rules.stats import endings, plan
from bot.texts.stats import endings as stats_endings
from bot.usecases.entry import gate
from bot.usecases.moment import Moment
from bot.usecases.queue.next_member import by_command
from bot.usecases.replies import typed_answers
from bot.usecases.stats import screens as stats_screens
from storage import members
from storage.engine import Store
from storage.replies import contacts
from storage.tables import ContactRow

SMALL = fill_database.Size(1_000, 10_000)
UNHURRIED = Settings(open=10**6, hour=10**6, day=10**6)


def shown(session: Session) -> int:
    """Make the message of `/stats`; return its length."""
    ending = endings.Stats(fill_database.BALLOT, "key")
    moment = Moment(session, fill_database.NOW, plan.Settings(), Settings())
    facts = stats_screens.stats(moment, ending)
    return len(stats_endings.stats(ending, facts).text)


def opcodes(session: Session) -> int:
    """Count the opcodes SQLite runs for `/stats`."""
    steps = [0]

    def step() -> int:
        steps[0] += 1
        return 0

    session.connection()
    raw = session.connection().connection.dbapi_connection
    assert raw is not None
    raw.set_progress_handler(step, 1)
    shown(session)
    raw.set_progress_handler(None, 0)
    return steps[0]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def of_stats(
    folder: Path, sizes: list[fill_database.Size], rounds: int
) -> Iterator[str]:
    """Write a line for each list: opcodes and milliseconds."""
    stores = [
        fill_database.fill(folder / f"{n}.db", size) for n, size in enumerate(sizes)
    ]
    taken: list[list[float]] = [[] for _ in stores]
    for _ in range(rounds):
        for store, times in zip(stores, taken, strict=True):
            times.append(timed(partial(store.read, shown)))
    for size, store, times in zip(sizes, stores, taken, strict=True):
        ratio = median(times) / median(taken[0])
        yield (
            f"{size.members:>9,} members {size.contacts:>9,} contacts:"
            f" {store.read(opcodes):,} opcodes, {median(times):.2f} ms, {ratio:.2f} x"
        )
        store.close()


def of_done(folder: Path, rounds: int) -> str:
    """Time `/done voted` with its counts and without, in turn."""
    store = fill_database.fill(folder / "done.db", fill_database.Size(20 * rounds, 0))
    doing = Doing(store)
    taken: tuple[list[float], list[float]] = [], []
    for number in range(2 * rounds):
        doing.take()
        with contextlib.nullcontext() if number % 2 == 0 else uncounted():
            taken[number % 2].append(timed(doing.done))
    recorded = store.read(
        lambda s: s.exec(select(func.count()).select_from(ContactRow)).one()
    )
    assert recorded == 2 * rounds
    store.close()
    with_, without = map(median, taken)
    ratio = with_ / without
    return f"/done {with_:.2f} ms, without counts {without:.2f} ms: {ratio:.2f} x"


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """Run as if the program kept no counts."""
    kept = members._recount, contacts._count
    members._recount = contacts._count = lambda *_: None  # type: ignore[assignment]
    try:
        yield
    finally:
        members._recount, contacts._count = kept


class Doing:
    """One advocate at work through the gate."""

    def __init__(self, store: Store) -> None:
        self.store, self.update = store, 0
        self.gate = gate.Gate(bot_id=1, bot_name="bot", numbers=UNHURRIED)

    def take(self) -> None:
        """Take the next member."""
        self._act("/next", lambda _s, _a: ("next", by_command))

    def done(self) -> None:
        """Record what they said."""
        self._act("/done voted", lambda _s, _a: ("done", typed_answers.done))

    def _act(self, words: str, resolve: gate.Resolve) -> None:
        self.update += 1
        who = fill_database.ADVOCATE
        arrival = Arrival(self.update, UpdateKind.NEW, who, True, who, "A", words=words)
        self.store.write(
            lambda s: self.gate.act(s, arrival, resolve, fill_database.NOW)
        )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--members", type=int, default=1_000_000)
    parser.add_argument("--contacts", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=200)
    asked_for = parser.parse_args()
    large = fill_database.Size(asked_for.members, asked_for.contacts)
    with tempfile.TemporaryDirectory() as folder:
        for line in of_stats(Path(folder), [SMALL, large], asked_for.rounds):
            print(line, flush=True)
        print(of_done(Path(folder), asked_for.rounds))


if __name__ == "__main__":
    main()
