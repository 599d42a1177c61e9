"""Hours of the day, on the ballot's own clock, for calls and for nudges."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.ballot import workdays
from bot.rules.ballot.ballot import Ballot


@dataclass(frozen=True, slots=True)
class Hours:
    """From when until when something may be done, later on Sundays."""

    start: dt.time
    sunday: dt.time
    end: dt.time

    def begin(self, day: dt.date) -> dt.time:
        """Return the first minute of a day."""
        return self.sunday if day.weekday() == workdays.SUNDAY else self.start


CALLS = Hours(dt.time(9), dt.time(10), dt.time(20, 30))
LOUD = Hours(dt.time(8, 30), dt.time(10), dt.time(20, 30))
"""Outside these it is quiet: no nudge goes out."""

EVENING = dt.time(17)


class Limit(StrEnum):
    """What a member allows; the queue and the card obey it."""

    TEXT_ONLY = "text_only"
    EVENINGS = "evenings"


def within(ballot: Ballot, moment: dt.datetime, hours: Hours) -> bool:
    """Whether an instant lies in the hours."""
    local = ballot.local(moment)
    return hours.begin(local.date()) <= local.time() < hours.end


def earliest(ballot: Ballot, moment: dt.datetime, hours: Hours) -> dt.datetime:
    """Return the instant itself if it lies in the hours, else when they next begin."""
    local = ballot.local(moment)
    if within(ballot, moment, hours):
        return local
    day = local.date()
    if local.time() >= hours.end:
        day += workdays.DAY
    return ballot.at(day, hours.begin(day))


def may_call(ballot: Ballot, now: dt.datetime, limits: frozenset[Limit]) -> bool:
    """Whether this member may be rung now; a text or an e-mail is another matter."""
    return Limit.TEXT_ONLY not in limits and within(ballot, now, CALLS)


def not_served(ballot: Ballot, now: dt.datetime) -> frozenset[Limit]:
    """Return the limits whose members the queue leaves alone at this hour."""
    if ballot.local(now).time() < EVENING:
        return frozenset({Limit.EVENINGS})
    return frozenset()
