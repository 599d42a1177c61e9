"""Who knows them: whom to ask about a member that nobody can reach, one by one."""

import datetime as dt

from bot.rules.ballot import hours, timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import OVER
from bot.rules.person import Person

ANSWER_WITHIN = dt.timedelta(hours=24)
"""After so long without an answer the next one is asked."""


def may_ask(ballot: Ballot, now: dt.datetime) -> bool:
    """Not in the quiet hours, and not when it is too late."""
    over = timetable.phase(ballot, now) in OVER
    return not over and hours.within(ballot, now, hours.LOUD)


def can_be_asked(person: Person, now: dt.datetime) -> bool:
    """Say whether an advocate has a workplace and wants to hear from the bot."""
    away = person.away_until is not None and person.away_until > now
    reachable = person.started and person.blocked_at is None
    there = person.works and person.promised_at is not None and not away
    return bool(person.workplace) and there and reachable and not person.muted
