"""Whom to ask, one after the other, about a member that nobody can reach."""

import datetime as dt

from bot.rules.ballot import hours, timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import OVER
from bot.rules.person import Person

ANSWER_WITHIN = dt.timedelta(hours=24)
"""After so long without an answer the next person is asked."""


def may_ask(ballot: Ballot, now: dt.datetime) -> bool:
    """Whether people may be asked now: no quiet hours, and the ballot is not over."""
    over = timetable.phase(ballot, now) in OVER
    return not over and hours.within(ballot, now, hours.LOUD)


def can_be_asked(person: Person, now: dt.datetime) -> bool:
    """Whether an advocate has a workplace, is active and has not muted the bot."""
    away = person.away_until is not None and person.away_until > now
    reachable = person.started and person.blocked_at is None
    active = person.works and person.promised_at is not None and not away
    return bool(person.workplace) and active and reachable and not person.muted
