"""Which coming day words name."""

import datetime as dt
import re
from collections.abc import Sequence

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {"sat": 5, "sun": 6, "weekend": 5, "weekends": 5}
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1}
_SPELT = {"first": 1, "second": 2, "third": 3}
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def named(words: Sequence[str], today: dt.date) -> dt.date | None:
    """Find the coming day that the words name."""
    following = "next" in words
    for place, word in enumerate(words):
        if word in _NEAR:
            return today + dt.timedelta(days=_NEAR[word])
        weekday = _weekday(word)
        if weekday is not None:
            return _coming(weekday, today, following)
        number = _number(words, place)
        if number is not None:
            return _dated(number, words[place + 1 :], today)
        begins = _begins(word, words, today)
        if begins is not None:
            return begins
    if "this" in words and {"morning", "afternoon", "evening"} & set(words):
        return today
    return None


def _weekday(word: str) -> int | None:
    """Read a day of the week, Monday being 0."""
    bare = word.rstrip("s")
    return _DAYS.index(bare) if bare in _DAYS else _SHORT_DAYS.get(word)


def _number(words: Sequence[str], place: int) -> int | None:
    """Read a day of the month, as in "the 3rd" or "the third"."""
    word = words[place]
    if found := ORDINAL.fullmatch(word):
        return int(found[1])
    return _SPELT.get(word) if words[place - 1 : place] == ["the"] else None


def _begins(word: str, words: Sequence[str], today: dt.date) -> dt.date | None:
    """Find the day a week or month stands for: its first, or this week's Friday."""
    if word == "week" and "next" in words:
        return _coming(0, today, False)
    if word == "week" and "this" in words:
        return _coming(4, today - dt.timedelta(days=1), False)
    if word == "month" and "next" in words:
        return (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    return None


def _coming(weekday: int, today: dt.date, following: bool) -> dt.date:
    ahead = (weekday - today.weekday() - 1) % 7 + 1
    same_week = today.weekday() + ahead <= 6
    return today + dt.timedelta(days=ahead + (7 if following and same_week else 0))


def _dated(number: int, after: Sequence[str], today: dt.date) -> dt.date | None:
    named = next((_MONTHS.index(w[:3]) + 1 for w in after if w[:3] in _MONTHS), None)
    for ahead in range(13):
        month = (today.month - 1 + ahead) % 12 + 1
        year = today.year + (today.month - 1 + ahead) // 12
        try:
            day = dt.date(year, month, number)
        except ValueError:
            continue
        if day >= today and named in (None, month):
            return day
    return None
