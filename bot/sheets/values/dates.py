"""The day a member told us: many notations, day before month unless shown otherwise."""

import datetime as dt
import re
from typing import NamedTuple

from bot.sheets.values import text

DAY_FIRST, MONTH_FIRST, UNSURE = "day_first", "month_first", "unsure"

MONTHS = """
january jan ionawr ion
february feb febr chwefror chwef chwe
march mar mawrth maw
april apr ebrill ebr
may mai
june jun mehefin meh
july jul gorffennaf gorff gor
august aug awst aws
september sept sep medi med
october oct hydref hyd
november nov tachwedd tach
december dec rhagfyr rhag
"""
"""The names of each month, in English and Welsh, in full and short."""

_NUMBERS = {
    name: number
    for number, names in enumerate(MONTHS.split("\n")[1:-1], start=1)
    for name in names.split()
}
_TIME = (
    r"(?:[T ,]+(?:at )?(?:\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\.\d+)?\s*(?:[ap]m)?"
    r"|\d{1,2} ?[ap]m) ?(?:z|utc|gmt|bst|[+-]\d\d:?\d\d)?)?"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.IGNORECASE)
_SLASHED = re.compile(
    r"(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d{2}))?" + _TIME, re.IGNORECASE
)
_WORDY = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? ?(?:of )?(?P<month>[a-z]{3,10})"
    r"|(?P<month2>[a-z]{3,10}) ?(?P<day2>\d{1,2})(?:st|nd|rd|th)?)"
    r"(?: ?(?P<year>\d{4}|\d{2}))?"
    r"|(?P<year2>\d{4}) (?P<month3>[a-z]{3,10}) (?P<day3>\d{1,2})"
)
_WEEKDAY = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun|(?:dydd |nos )?(?:llun|mawrth|mercher|iau|gwener"
    r"|sadwrn|sul)\b(?=.*\d.*[a-z]))[a-z]*[ ,.]+",
    re.IGNORECASE,
)
_EXCEL = dt.date(1899, 12, 30)
_FIRST, _LAST = 36526, 73050  # 1 January 2000 and the last day of 2099


class Day(NamedTuple):
    """A day as read, what is to be said of it, and what it shows of the column."""

    day: dt.date | None = None
    warning: str | None = None
    shows: str | None = None
    """`day_first` or `month_first` where only that is possible; `unsure` if either."""


INVALID = Day(warning="invalid_date")


def read(cell: text.Raw, today: dt.date, order: str = DAY_FIRST) -> Day | None:
    """Read the day in a cell; None where the cell is empty."""
    if isinstance(cell, dt.datetime):
        return _checked(cell.date(), today)
    if isinstance(cell, dt.date):
        return _checked(cell, today)
    words = text.seen(cell)
    if words.lower() in text.NOTHING:
        return None
    if len(words) > 60:
        return INVALID
    return _written(words, today, order)


def _written(words: str, today: dt.date, order: str) -> Day:
    found = _ISO.fullmatch(words)
    if found:
        return _made(int(found[1]), int(found[2]), int(found[3]), today)
    found = _SLASHED.fullmatch(words)
    if found:
        return _slashed(found, today, order)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", words):
        number = int(words[:5])
        within = _FIRST <= number <= _LAST
        day = _EXCEL + dt.timedelta(days=number)
        return _checked(day, today) if within else INVALID
    if re.fullmatch(r"20\d{6}", words):
        return _made(int(words[:4]), int(words[4:6]), int(words[6:]), today)
    return _wordy(words.lower(), today)


def _slashed(found: re.Match[str], today: dt.date, order: str) -> Day:
    one, two, year = int(found[1]), int(found[3]), found[4]
    if found[2] == ".":
        return _dated(year, two, one, today)
    if one <= 12 < two:
        return _dated(year, one, two, today)._replace(shows=MONTH_FIRST)
    if two <= 12 < one:
        return _dated(year, two, one, today)._replace(shows=DAY_FIRST)
    if one == two or not (1 <= one <= 12 and 1 <= two <= 12):
        return _dated(year, two, one, today)
    if order == UNSURE:
        return Day(warning="date_ambiguous", shows=UNSURE)
    month, day = (one, two) if order == MONTH_FIRST else (two, one)
    return _dated(year, month, day, today)._replace(shows=UNSURE)


def _wordy(words: str, today: dt.date) -> Day:
    bare = re.sub(_TIME + "$", "", _WEEKDAY.sub("", words), flags=re.IGNORECASE)
    found = _WORDY.fullmatch(" ".join(re.sub(r"[,./'’-]", " ", bare).split()))
    if not found:
        return INVALID
    month = _NUMBERS.get(found["month"] or found["month2"] or found["month3"])
    day = found["day"] or found["day2"] or found["day3"]
    if not month:
        return INVALID
    return _dated(found["year"] or found["year2"], month, int(day), today)


def _dated(year: str | None, month: int, day: int, today: dt.date) -> Day:
    """Read a day whose year may be missing: then the latest such day up to today."""
    if year:
        return _made(
            int(year) if len(year) == 4 else 2000 + int(year), month, day, today
        )
    for back in range(9):  # 29 February comes every fourth year, at times the eighth
        made = _made(today.year - back, month, day, today)
        if made.day:
            return made._replace(warning="year_assumed")
    return INVALID


def _made(year: int, month: int, day: int, today: dt.date) -> Day:
    try:
        return _checked(dt.date(year, month, day), today)
    except ValueError:
        return INVALID


def _checked(day: dt.date, today: dt.date) -> Day:
    if day.year < 2000:
        return INVALID
    return Day(warning="future_date") if day > today else Day(day)


_INSIDE = re.compile(
    r"\b(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?"
    r"|\d{1,2}(?:st|nd|rd|th)?[ /-][A-Za-z]{3,10}(?:[ /-](?:20)?\d{2})?)\b"
)

_TOLD = re.compile(
    r"(?<![\d./+-])(?:(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}"
    r"|\d{1,2}([-/.])\d{1,2}\2(?:(?:19|20)\d\d|\d\d)"
    r"|\d{1,2}(?:st|nd|rd|th)?[ /.-](?:" + "|".join(_NUMBERS) + r")\b[ /.-]*"
    r"(?:(?:20)?\d\d\b)?)(?![\d/.-]\d)(?:[T ,]+\d{1,2}[:.]\d\d(?:[:.]\d\d)?)?"
    r"|\b\d{1,2}:\d\d(?::\d\d)?\b",
    re.IGNORECASE,
)


def without(words: str) -> str:
    """Take days and times out of words, where other numbers are looked for."""
    return _TOLD.sub(" ", words)


def inside(words: str, today: dt.date, order: str) -> dt.date | None:
    """Find a day that stands among other words."""
    for found in _INSIDE.finditer(words):
        day = read(found[1], today, order)
        if day and day.day:
            return day.day
    return None
