"""Member care: by when a question or complaint is answered."""

import datetime as dt

from bot.rules import hours
from bot.rules.ballot import Ballot

REPLY_WITHIN = dt.timedelta(hours=4)
REPLY_WITHIN_LAST_WEEK = dt.timedelta(hours=1)
LAST_WEEK = dt.timedelta(days=7)
AFTER_CLOSE = dt.timedelta(days=14)
"""How long cases stay open to answers after the ballot has closed."""


def reply_by(ballot: Ballot, now: dt.datetime) -> dt.datetime:
    """Four working hours on, one in the last week; counted inside calling hours."""
    near = ballot.closes - now <= LAST_WEEK
    left = REPLY_WITHIN_LAST_WEEK if near else REPLY_WITHIN
    moment = hours.earliest(ballot, now, hours.CALLS)
    while True:
        ends = ballot.at(moment.date(), hours.CALLS.end)
        if moment + left <= ends:
            return moment + left
        left -= ends - moment
        moment = hours.earliest(ballot, ends, hours.CALLS)
