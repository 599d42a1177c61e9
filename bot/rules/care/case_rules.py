"""By when a case must be answered, and until when it may be."""

import datetime as dt

from bot.rules.ballot import hours, timetable
from bot.rules.ballot.ballot import Ballot

REPLY_WITHIN = dt.timedelta(hours=4)
REPLY_WITHIN_LAST_WEEK = dt.timedelta(hours=1)
LAST_WEEK = dt.timedelta(days=7)
LAST_POST = dt.time(12)
"""On the last posting day: an answer by then leaves time to post."""
AFTER_CLOSE = dt.timedelta(days=14)
"""How long cases stay open to answers after the ballot has closed."""


def reply_by(ballot: Ballot, now: dt.datetime) -> dt.datetime:
    """By when to answer: within four calling hours; in the last week within one.

    In the last week never later than noon of the last posting day, until it is past.
    """
    if ballot.closes - now > LAST_WEEK:
        return _after(ballot, now, REPLY_WITHIN)
    by = _after(ballot, now, REPLY_WITHIN_LAST_WEEK)
    last = timetable.of(ballot).last_safe_posting
    noon = ballot.at(last, LAST_POST) if last else None
    return min(by, noon) if noon and now < noon else by


def _after(ballot: Ballot, now: dt.datetime, left: dt.timedelta) -> dt.datetime:
    """Add a time, counted within calling hours only."""
    moment = hours.earliest(ballot, now, hours.CALLS)
    while True:
        ends = ballot.at(moment.date(), hours.CALLS.end)
        if moment + left <= ends:
            return moment + left
        left -= ends - moment
        moment = hours.earliest(ballot, ends, hours.CALLS)
