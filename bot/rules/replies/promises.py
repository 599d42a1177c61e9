"""Promises: when one is collected, whether that is in time, when to ask."""

import datetime as dt

from bot.rules.ballot import hours, post, timetable, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.replies.steps import Late


def collection(ballot: Ballot, day: dt.date) -> dt.datetime:
    """Tell the instant from which a promise for a day should be kept."""
    if ballot.by_post:
        return post.next_collection(ballot, day)
    return ballot.at(day + workdays.DAY, hours.CALLS.start)


def lateness(ballot: Ballot, day: dt.date) -> Late | None:
    """Whether a promise for a day comes too late, and how badly."""
    if timetable.promise_in_time(ballot, day):
        return None
    possible = timetable.promise_possible(ballot, day)
    return Late.UNSAFE if possible else Late.IMPOSSIBLE


def ask_again(ballot: Ballot, day: dt.date, now: dt.datetime) -> dt.datetime:
    """When a promise is ripe. One that comes too late is asked again while it helps.

    That is on the evening before the last safe collection, else before the last.
    """
    collected = collection(ballot, day)
    if lateness(ballot, day) is None:
        return collected
    evenings = (eve for eve in _last_evenings(ballot) if eve > now)
    return min(collected, next(evenings, collected))


def _last_evenings(ballot: Ballot) -> tuple[dt.datetime, ...]:
    table = timetable.of(ballot)
    days = (table.last_day, table.last_possible_posting or table.closes.date())
    return tuple(ballot.at(day - workdays.DAY, hours.EVENING) for day in days)
