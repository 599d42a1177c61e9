"""The keys of the stored counters, other than the members by standing."""

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
    """What a counter counts, and at which day, time or code."""

    what: str
    at: str


def of(
    member: Member, standing: Standing, day: Callable[[dt.datetime], dt.date]
) -> Iterator[CounterKey]:
    """List the counters a member is in; `day` gives the ballot's day of a time."""
    if standing in REPORTED and member.outcome_at:
        yield CounterKey("reported", day(member.outcome_at).isoformat())
    if standing is Standing.PROMISED and member.promised_at:
        yield CounterKey("promised", day(member.promised_at).isoformat())
    if member.band is not None and member.due_at is not None:
        yield CounterKey(due(Band(member.band)), slot(member.due_at))
    elif member.out_reason in _OUT:
        yield CounterKey("out", str(member.out_reason))


def due(band: Band) -> str:
    """Name the counter of a band's members by due time."""
    return f"due {int(band)}"


@lru_cache(maxsize=4096)
def slot(moment: dt.datetime) -> str:
    """Name the quarter of an hour of a time, in UTC; names sort as times do.

    Quarters keep the counters few, so that reading them costs the same for any list.
    """
    utc = moment.astimezone(dt.UTC)
    return f"{utc.replace(minute=utc.minute // 15 * 15):%Y-%m-%dT%H:%M}"


def instant(at: str) -> dt.datetime:
    """Give the time at which a slot begins."""
    return dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)


def asked(before: Standing) -> str:
    """Name the counter of contacts by the member's standing before."""
    return f"asked {before}"


def answer(outcome: Outcome, before: Standing) -> CounterKey:
    """Give the key under which one contact is counted."""
    return CounterKey(asked(before), outcome.value)
