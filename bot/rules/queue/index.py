"""What the next try at a member is expected to bring orders the bands.

Worked out beforehand from the assumptions of `bot.rules.stats.simulation`, by
`python -m bench.queue_index`, and the same for everybody of whom the same is known.
"""

import tomllib
from collections.abc import Mapping
from importlib import resources

from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands
from bot.rules.queue.bands import Band, Order

_FILE = resources.files(__package__).joinpath("index.toml")
WORTH: Mapping[str, tuple[float, ...]] = {
    state: tuple(papers)
    for state, papers in tomllib.loads(_FILE.read_text("utf-8")).items()
}
"""Papers from 1,000 tries, by state, after so many unanswered tries in a row."""

_UNTOUCHED = WORTH["untouched"][0]
_FIRST: Mapping[Band, float] = {
    Band.WILL_VOTE: WORTH["will vote"][0],
    Band.UNTOUCHED: _UNTOUCHED,
    Band.UNDECIDED: WORTH["undecided"][0],
    Band.NO_ANSWER: WORTH["untouched"][1],
}


def ordered(order: Order) -> Order:
    """Put the bands of the index in its order, into the places they have together.

    The others have a time of their own: a call-back, a promise, a paper to come.
    """
    known = sorted((band for band in order if band in _FIRST), key=_by_worth)
    best_first = iter(known)
    return tuple(next(best_first) if band in _FIRST else band for band in order)


def _by_worth(band: Band) -> float:
    return -_FIRST[band]


ORDERS: Mapping[Phase, Order] = {
    phase: ordered(order) for phase, order in bands.ORDERS.items()
}


def after_silence(before: Band | None, tries: int) -> Band:
    """Find the band after so many unanswered tries in a row.

    Who said that they will vote keeps their place as long as they are worth more than
    somebody never contacted.
    """
    band = bands.after_silence(before)
    papers = WORTH["will vote"]
    if band is Band.WILL_VOTE and papers[min(tries, len(papers) - 1)] < _UNTOUCHED:
        return Band.NO_ANSWER
    return band


def after_doubt(before: Band | None) -> Band:
    """Find the band of an undecided member: who said "will vote" keeps their place."""
    keeps = WORTH["will vote, undecided"][0] > _UNTOUCHED
    return Band.WILL_VOTE if before is Band.WILL_VOTE and keeps else Band.UNDECIDED
