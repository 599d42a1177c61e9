"""The phases of a ballot: where now stands among its dates."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from bot.rules.ballot import post, workdays
from bot.rules.ballot.ballot import Ballot

NEAR_DAYS = 5
"""Working days before the replacement cut-off in which it is near."""

LAST_POSTING_DAYS = 3
"""Days with a collection, up to the last from which a paper can still arrive. Counted
back from the last safe day they would be five or more and swallow the phase before."""


class Phase(StrEnum):
    """Where now stands among the dates of a ballot."""

    BEFORE = "before opening"
    LANDING = "papers landing"
    OPEN = "open"
    CUTOFF_NEAR = "cut-off near"
    POSTING = "posting"
    LAST_DAYS = "last three posting days"
    TOO_LATE = "too late to post"
    CLOSED = "closed"


OVER = frozenset({Phase.TOO_LATE, Phase.CLOSED})
"""No cards are given any more."""


class Span(NamedTuple):
    """A phase from one instant up to another; None where it has no end."""

    phase: Phase
    start: dt.datetime | None
    end: dt.datetime | None


def spans(
    ballot: Ballot,
    landed: dt.date | None,
    cutoff: dt.datetime | None,
    possible: dt.date | None,
) -> tuple[Span, ...]:
    """List the phases in their order, without those that never come.

    A phase that begins before an earlier one has ended cuts it short: with a second
    class envelope the last posting days may come before the replacement cut-off. Where
    votes can be cast online it is never too late before the close.
    """
    closes = ballot.local(ballot.closes)
    near = cutoff and workdays.before(cutoff.date(), NEAR_DAYS, ballot.nation)
    too_late = possible and possible + workdays.DAY
    begins: dict[Phase, dt.datetime | None] = {
        Phase.LANDING: _start(ballot, ballot.opens),
        Phase.OPEN: _start(ballot, landed),
        Phase.CUTOFF_NEAR: _start(ballot, near),
        Phase.POSTING: cutoff,
        Phase.LAST_DAYS: _start(ballot, _third_last(ballot, possible or closes.date())),
        Phase.TOO_LATE: None if ballot.online else _start(ballot, too_late),
        Phase.CLOSED: closes,
    }
    ahead: list[Span] = []
    end = None
    for phase, start in reversed(begins.items()):
        if start and (end is None or start < end):
            ahead.append(Span(phase, start, end))
            end = start
    first = Phase.BEFORE if ballot.opens else Phase.OPEN
    return (Span(first, None, end), *reversed(ahead))


def _start(ballot: Ballot, day: dt.date | None) -> dt.datetime | None:
    return ballot.at(day) if day else None


def _third_last(ballot: Ballot, day: dt.date) -> dt.date:
    """Find the third last posting day (online: any day); `day` is the last."""
    left = LAST_POSTING_DAYS
    while left:
        if not ballot.by_post or post.is_collection(day, ballot):
            left -= 1
        day -= workdays.DAY
    return day + workdays.DAY
