"""The channel and the time of day of the next try after no answer."""

import datetime as dt

from bot.rules.ballot import hours, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Channel
from bot.rules.replies.steps import Facts

_NOON = dt.time(12)


def next_channel(facts: Facts) -> Channel | None:
    """Choose the next channel in turn; the same one where there is no other."""
    channels = [channel for channel in facts.channels if channel is not facts.dead]
    if facts.channel not in channels:
        return channels[0] if channels else None
    return channels[(channels.index(facts.channel) + 1) % len(channels)]


def next_time(ballot: Ballot, tried: dt.datetime, earliest: dt.datetime) -> dt.datetime:
    """Follow a morning by an evening, an afternoon by a morning, an evening by noon."""
    hour = _other_hour(ballot.local(tried).time())
    soonest = ballot.local(earliest)
    day = soonest.date()
    if soonest.time() > hour:
        day += workdays.DAY
    return hours.earliest(ballot, ballot.at(day, hour), hours.CALLS)


def _other_hour(tried: dt.time) -> dt.time:
    if tried < _NOON:
        return hours.EVENING
    return hours.CALLS.start if tried < hours.EVENING else _NOON
