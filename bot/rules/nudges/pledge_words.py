"""What is typed after `/pledge` and `/away`: numbers, and a time of today."""

import datetime as dt
import re
from typing import NamedTuple

from bot.rules.ballot import hours, workdays
from bot.rules.ballot.ballot import Ballot

MOST = 60
USUAL = dt.time(18)
SOON = dt.timedelta(minutes=30)
_WISH = re.compile(r"(\d{1,3})(?:\D*?\b(\d{1,2})(?:[:.](\d{2}))?)?\D*")


class Wish(NamedTuple):
    """So many contacts, and when to be reminded."""

    contacts: int
    at: dt.datetime


def read(words: str, ballot: Ballot, now: dt.datetime) -> Wish | None:
    """Read a pledge such as "5", "5 tonight" or "5 at 19:30"; None if it is none.

    The default time is 18:00, or in half an hour once that has passed. A time in
    the quiet hours becomes 18:00 tomorrow.
    """
    found = _WISH.fullmatch(words.strip())
    if found is None or not 1 <= int(found[1]) <= MOST:
        return None
    time = _time(found)
    if time is None:
        return None
    at = ballot.at(ballot.today(now), time)
    if at <= now:
        at = now + SOON if found[2] is None else at + workdays.DAY
    if not hours.within(ballot, at, hours.LOUD):
        at = ballot.at(ballot.today(now) + workdays.DAY, USUAL)
    return Wish(int(found[1]), at)


def _time(found: re.Match[str]) -> dt.time | None:
    if found[2] is None:
        return USUAL
    hour, minute = int(found[2]), int(found[3] or 0)
    if hour < 8 and found[3] is None:
        hour += 12
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def days(words: str, usual: int, most: int) -> int | None:
    """Read a number of days, as typed; None where it is none or too large."""
    said = words.strip().removesuffix("days").removesuffix("day").strip()
    if not said:
        return usual
    return int(said) if said.isdecimal() and 1 <= int(said) <= most else None
