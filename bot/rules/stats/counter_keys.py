"""What a member counts as beside a standing: kept with every change, never searched."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout.values import REPORTED

_OUT = {out.value for out in Out}


class CounterKey(NamedTuple):
    """One kept count: of what, and at which day, time or code."""

    what: str
    at: str


def of(
    member: Member, standing: Standing, day: Callable[[dt.datetime], dt.date]
) -> Iterator[CounterKey]:
    """List the cells a member stands in; `day` gives the ballot's day of an instant."""
    if standing in REPORTED and member.outcome_at:
        yield CounterKey("reported", day(member.outcome_at).isoformat())
    if standing is Standing.PROMISED and member.promised_at:
        yield CounterKey("promised", day(member.promised_at).isoformat())
    if member.band is not None and member.due_at is not None:
        yield CounterKey(due(Band(member.band)), slot(member.due_at))
    elif member.out_reason in _OUT:
        yield CounterKey("out", str(member.out_reason))


def due(band: Band) -> str:
    """Name what those of a band are counted under, by when they are due."""
    return f"due {int(band)}"


@lru_cache(maxsize=4096)
def slot(moment: dt.datetime) -> str:
    """Name the quarter of an hour of an instant, in UTC; sorts as time does.

    Few, however many members: what is counted by slots costs the same for any list.
    """
    utc = moment.astimezone(dt.UTC)
    return f"{utc.replace(minute=utc.minute // 15 * 15):%Y-%m-%dT%H:%M}"


def instant(at: str) -> dt.datetime:
    """Tell when a slot begins."""
    return dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)


def asked(before: Standing) -> str:
    """Name what contacts are counted under, by where the member stood before."""
    return f"asked {before}"


def answer(outcome: Outcome, before: Standing) -> CounterKey:
    """Name the cell of one contact."""
    return CounterKey(asked(before), outcome.value)
