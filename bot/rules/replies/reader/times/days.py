"""Which day words name: "friday week", "5 march", "the day after tomorrow"."""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
DATE = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?|(\d{4})-(\d\d)-(\d\d)")
"""Day and month, as Britain writes them; the year may be left out. Or 2026-12-05."""
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(weeks=1)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {"sat": 5, "sun": 6, "weekend": 5, "weekends": 5}
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1}
_SPELT = {"first": 1, "second": 2, "third": 3}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december",
)  # fmt: skip
_COUNTED = {"week": 1, "fortnight": 2}


class Found(NamedTuple):
    """A day, and the places of the words that name it; None where it is not sure."""

    day: dt.date | None
    places: frozenset[int]


Form = Callable[[Sequence[str], int, dt.date], Found | None]
"""Reads a day that begins at a place among the words; None if none does."""


def named(words: Sequence[str], today: dt.date) -> dt.date | None:
    """Find the coming day that the words name."""
    found = find(words, today)
    return found.day if found else None


def find(words: Sequence[str], today: dt.date) -> Found | None:
    """Find the coming day that the words name, with the words used for it.

    Two different days ("monday or tuesday") and a date on another day of the week
    ("fri 6 june") are not sure.
    """
    if ("after", "next") in itertools.pairwise(words):
        return Found(None, frozenset())
    first = _first(words, today)
    if first is not None:
        rest = [w if at not in first.places else "" for at, w in enumerate(words)]
        other = _first(rest, today) if "or" in words else None
        same = other is None or other.day == first.day
        return first if same else first._replace(day=None)
    if "this" in words and {"morning", "afternoon", "evening"} & set(words):
        return Found(today, frozenset())
    return None


def _first(words: Sequence[str], today: dt.date) -> Found | None:
    for place in range(len(words)):
        for form in _FORMS:
            if found := form(words, place, today):
                return _a_week_on(words, found, found.day) if found.day else found
    return None


def _a_week_on(words: Sequence[str], found: Found, day: dt.date) -> Found:
    """Add what stands around a day: "a week on friday", "friday week"."""
    first, last = min(found.places), max(found.places)
    before = first - 1
    if before >= 0 and words[before] in ("on", "from"):
        before -= 1
    for place in (before, last + 1):
        unit = words[place] if 0 <= place < len(words) else ""
        ahead = "next" in words[max(0, place - 1) : place]
        if unit.rstrip("s") in _COUNTED and not ahead:
            weeks = _COUNTED[unit.rstrip("s")] * _many(words, place)
            used = found.places | set(range(place - 1, place + 1))
            return Found(day + weeks * WEEK, frozenset(used))
    return found


def _many(words: Sequence[str], place: int) -> int:
    numbers = {"two": 2, "three": 3, "2": 2, "3": 3}
    return numbers.get(words[place - 1], 1) if place else 1


def _after_tomorrow(words: Sequence[str], place: int, today: dt.date) -> Found | None:
    if tuple(words[place : place + 3]) == ("day", "after", "tomorrow"):
        return Found(today + 2 * DAY, frozenset(range(place, place + 3)))
    return None


def _after_weekend(words: Sequence[str], place: int, today: dt.date) -> Found | None:
    """Find the Monday after the weekend that comes, or that is."""
    said = [word for word in words[place : place + 3] if word != "the"]
    if words[place] != "after" or said[1:2] not in (["weekend"], ["weekends"]):
        return None
    places = frozenset(range(place, place + (3 if "the" in words[place:] else 2)))
    return Found(today + (7 - today.weekday()) * DAY, places)


def _near(words: Sequence[str], place: int, today: dt.date) -> Found | None:
    ahead = _NEAR.get(words[place])
    return None if ahead is None else Found(today + ahead * DAY, frozenset((place,)))


def _on_weekday(words: Sequence[str], place: int, today: dt.date) -> Found | None:
    """Find a day of the week; a date beside it ("tues 8 dec") says which."""
    weekday = _weekday(words[place])
    if weekday is None:
        return None
    dated = next(
        (f for at in (place + 1, place + 2) if (f := _date(words, at, today))), None
    )
    if dated and dated.day:
        fits = dated.day.weekday() == weekday
        return Found(dated.day if fits else None, dated.places | {place})
    if ("next", "week") in itertools.pairwise(words):
        monday = today + (7 - today.weekday()) * DAY
        return Found(monday + weekday * DAY, frozenset((place, *_at(words, "week"))))
    return Found(_coming(weekday, today, "next" in words), frozenset((place,)))


def _at(words: Sequence[str], word: str) -> list[int]:
    return [place for place, said in enumerate(words) if said == word]


def _weekday(word: str) -> int | None:
    """Read a day of the week, Monday being 0."""
    bare = word.rstrip("s")
    return _DAYS.index(bare) if bare in _DAYS else _SHORT_DAYS.get(word)


def _date(words: Sequence[str], place: int, today: dt.date) -> Found | None:
    """Read a date that begins here: "5 march", "march 5th", "5/3", "the 3rd"."""
    if place >= len(words):
        return None
    if found := DATE.fullmatch(words[place]):
        day, month, year, *iso = found.groups()
        if day is None:
            year, month, day = iso
        coming = _dated(int(day), int(month), today, year)
        return Found(coming, frozenset((place,))) if coming else None
    number = _day_of_month(words, place)
    month_at = _month_near(words, place)
    plain = words[place].isdigit() and month_at is not None
    if number is None and not plain:
        return None
    month = None if month_at is None else _month(words[month_at])
    coming = _dated(number or int(words[place]), month, today)
    if coming is None:
        return None
    used = {place} if month_at is None else {place, month_at}
    return Found(coming, frozenset(used))


def _day_of_month(words: Sequence[str], place: int) -> int | None:
    """Read "3rd", or "the third"."""
    word = words[place]
    if found := ORDINAL.fullmatch(word):
        return int(found[1])
    return _SPELT.get(word) if words[max(0, place - 1) : place] == ["the"] else None


def _month_near(words: Sequence[str], place: int) -> int | None:
    """Find the month right behind a day ("5 of march"), or right before ("march 5")."""
    behind = place + 2 if words[place + 1 : place + 2] == ["of"] else place + 1
    for at in (behind, place - 1):
        if 0 <= at < len(words) and _month(words[at]):
            return at
    return None


def _month(word: str) -> int | None:
    bare = word.rstrip(".")
    if len(bare) < 3:
        return None
    starts = (n for n, month in enumerate(_MONTHS, 1) if month.startswith(bare))
    return next(starts, 9 if bare == "sept" else None)


def _dated(
    number: int, month: int | None, today: dt.date, year: str | None = None
) -> dt.date | None:
    """Find the coming day of this number; None where there is none."""
    if year is not None:
        full = int(year) + (2000 if len(year) == 2 else 0)
        day = _safe(full, month or 0, number)
        return day if day and day >= today else None
    for ahead in range(12 * 8 + 1):
        at = today.month - 1 + ahead
        day = _safe(today.year + at // 12, at % 12 + 1, number)
        if day and day >= today and month in (None, day.month):
            return day
    return None


def _safe(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def _begins(words: Sequence[str], place: int, today: dt.date) -> Found | None:
    """Find the day a week or month stands for: its first, or this week's Friday."""
    word, used = words[place], frozenset((place,))
    if any(_weekday(other) is not None for other in words):
        return None
    friday = _coming(4, today - DAY, False)
    if word == "week" and "next" in words:
        ends = {"end", "late"} & set(words)
        return Found(_coming(0, today, False) + (4 if ends else 0) * DAY, used)
    if word == "week" and ("this" in words or words[max(0, place - 3) : place] == _END):
        return Found(friday, used)
    if word == "month" and "next" in words:
        return Found((today.replace(day=1) + 32 * DAY).replace(day=1), used)
    return None


_END = ["end", "of", "the"]


def _coming(weekday: int, today: dt.date, following: bool) -> dt.date:
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    same_week = today.weekday() + ahead <= 6
    return today + dt.timedelta(days=ahead + (7 if following and same_week else 0))


_FORMS: tuple[Form, ...] = (
    _after_tomorrow,
    _after_weekend,
    _near,
    _on_weekday,
    _date,
    _begins,
)
