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
