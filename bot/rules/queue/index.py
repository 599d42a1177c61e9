"""What the next try at a member is expected to bring orders the bands.

Worked out beforehand from the assumptions of `bot.rules.stats.simulation`, by
`python -m bench.queue_index`, and the same for everybody of whom the same is known.
What the branch's own log makes of it is `told_worth` (`bot.rules.queue.own_log`).
"""

import tomllib
from collections.abc import Mapping
from importlib import resources

from bot.rules.ballot.phases import Phase
from bot.rules.outcomes import Outcome
from bot.rules.queue import bands
from bot.rules.queue.bands import Band, Order

_TABLES = tomllib.loads(
    resources.files(__package__).joinpath("index.toml").read_text("utf-8")
)
WORTH: Mapping[str, tuple[float, ...]] = {
    state: tuple(papers) for state, papers in _TABLES["tries"].items()
}
"""Papers from 1,000 tries, by state, after so many unanswered tries in a row."""
ANSWERS: Mapping[str, Mapping[Outcome, float]] = {
    state: {Outcome(said): papers for said, papers in brings.items()}
    for state, brings in _TABLES["answers"].items()
}
"""Papers from 1,000 first tries that ended in these words, by state."""

TOLD, UNTOUCHED = "will vote", "untouched"
_UNTOUCHED = WORTH[UNTOUCHED][0]
_FIRST: Mapping[Band, float] = {
    Band.WILL_VOTE: WORTH[TOLD][0],
    Band.UNTOUCHED: _UNTOUCHED,
    Band.UNDECIDED: WORTH["undecided"][0],
    Band.NO_ANSWER: WORTH[UNTOUCHED][1],
}


def ordered(order: Order, told_worth: float = 1.0) -> Order:
    """Put the bands of the index in its order, into the places they have together.

    The others have a time of their own: a call-back, a promise, a paper to come.
    """
    worth = {**_FIRST, Band.WILL_VOTE: told_worth * _FIRST[Band.WILL_VOTE]}
    known = sorted(
        (band for band in order if band in _FIRST), key=lambda band: -worth[band]
    )
    best_first = iter(known)
    return tuple(next(best_first) if band in _FIRST else band for band in order)


ORDERS: Mapping[Phase, Order] = {
    phase: ordered(order) for phase, order in bands.ORDERS.items()
}


def after_silence(before: Band | None, tries: int, told_worth: float = 1.0) -> Band:
    """Find the band after so many unanswered tries in a row.

    Who said that they will vote keeps their place as long as they are worth more than
    somebody never contacted.
    """
    band = bands.after_silence(before)
    papers = WORTH[TOLD]
    worth = told_worth * papers[min(tries, len(papers) - 1)]
    if band is Band.WILL_VOTE and worth < _UNTOUCHED:
        return Band.NO_ANSWER
    return band


def after_doubt(before: Band | None, told_worth: float = 1.0) -> Band:
    """Find the band of an undecided member: who said "will vote" keeps their place."""
    keeps = told_worth * WORTH["will vote, undecided"][0] > _UNTOUCHED
    return Band.WILL_VOTE if before is Band.WILL_VOTE and keeps else Band.UNDECIDED
