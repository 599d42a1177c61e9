"""F10: the cost of `/stats` by list size, and what its counts add to `/done`.

SQL fills the lists, with the same workplaces, days and hours in each; one run takes the
small and the large list in turn.
"""

import contextlib
import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from sqlmodel import Session, func, select

from bench.speed import at_work, fill_database
from bench.speed.figures import Aim, Figure
from bot.rules.queue.queue_rules import Settings
from bot.rules.stats import endings, plan
from bot.texts.stats import endings as stats_endings
from bot.usecases.moment import Moment
from bot.usecases.stats import screens as stats_screens
from storage import members
from storage.replies import contacts
from storage.tables import ContactRow

SMALL = fill_database.Size(1_000, 10_000)
LARGE = fill_database.Size(1_000_000, 5_000_000)
TURNS = 30
"""Runs of each kind in a round."""


def shown(session: Session) -> int:
    """Make the message of `/stats`; return its length."""
    ending = endings.Stats(fill_database.BALLOT, "key")
    moment = Moment(session, fill_database.NOW, plan.Settings(), Settings())
    facts = stats_screens.stats(moment, ending)
    return len(stats_endings.stats(ending, facts).text)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds of one run."""
    start = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - start)


def figures_of(rounds: int) -> Iterator[Figure]:
    """Measure the message at both sizes, and `/done` with its counts and without."""
    yield Figure(
        "F10", "`/stats` at 5,000,000 contacts ÷ at 10,000", of_stats(rounds), "×"
    )
    yield Figure(
        "F10", "`/done` with its counts ÷ without", of_done(rounds), "×", Aim(1.25)
    )


def of_stats(rounds: int) -> list[float]:
    """Time the message on the large list and on the small one, in turn."""
    with at_work.filled(*SMALL) as small, at_work.filled(*LARGE) as large:
        return [
            _sum(partial(large.read, shown)) / _sum(partial(small.read, shown))
            for _ in range(rounds)
        ]


def _sum(work: Callable[[], object]) -> float:
    return median(timed(work) for _ in range(TURNS))


def of_done(rounds: int) -> list[float]:
    """Time `/done voted` with its counts and without, in turn."""
    with at_work.filled(40 * rounds * TURNS) as store:
        doing = at_work.Doing(store)
        found = [_with(doing) / _without(doing) for _ in range(rounds)]
        recorded = store.read(
            lambda s: s.exec(select(func.count()).select_from(ContactRow)).one()
        )
    assert recorded == 2 * rounds * TURNS
    return found


def _with(doing: at_work.Doing) -> float:
    taken = []
    for _ in range(TURNS):
        doing.take()
        taken.append(timed(doing.done))
    return median(taken)


def _without(doing: at_work.Doing) -> float:
    with uncounted():
        return _with(doing)


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """Run as if the program kept no counts."""
    kept = members._recount, contacts._count
    members._recount = contacts._count = lambda *_: None  # type: ignore[assignment]
    try:
        yield
    finally:
        members._recount, contacts._count = kept
