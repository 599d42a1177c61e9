"""How many posting days are left."""

import datetime as dt

from bot.rules import post, timetable, workdays
from bot.rules.ballot import Ballot


def posting(ballot: Ballot, now: dt.datetime) -> int:
    """Collections from today to the last posting day, both counted."""
    day, count = ballot.today(now), 0
    while day <= timetable.of(ballot).last_day:
        count += post.is_collection(day, ballot)
        day += workdays.DAY
    return count


def days(ballot: Ballot, now: dt.datetime) -> tuple[dt.date, ...]:
    """The days left to post, or to vote online; today while its collection is ahead."""
    first, last = ballot.today(now), timetable.of(ballot).last_day
    left = (first + n * workdays.DAY for n in range((last - first).days + 1))
    if not ballot.by_post:
        return tuple(left) if now < ballot.closes else ()
    return tuple(
        day
        for day in left
        if post.is_collection(day, ballot)
        and ballot.at(day, post.collected_at(ballot, day)) > now
    )
