"""Which coming day words name."""

import datetime as dt
import re
from collections.abc import Sequence

ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {"sat": 5, "sun": 6, "weekend": 5, "weekends": 5}
_SPELT = {"first": 1, "second": 2, "third": 3}
_MONTHS = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip


def named(words: Sequence[str], today: dt.date) -> dt.date | None:
    """Find the coming day that the words name."""
    following = "next" in words
    for place, word in enumerate(words):
        if word == "tomorrow":
            return today + dt.timedelta(days=1)
        if word in ("today", "tonight"):
            return today
        if word.rstrip("s") in _DAYS or word in _SHORT_DAYS:
            wanted = _SHORT_DAYS.get(word)
            wanted = _DAYS.index(word.rstrip("s")) if wanted is None else wanted
            return _coming(wanted, today, following)
        if found := ORDINAL.fullmatch(word):
            return _dated(int(found[1]), words[place + 1 :], today)
        if word in _SPELT and words[place - 1 : place] == ["the"]:
            return _dated(_SPELT[word], words[place + 1 :], today)
        if word == "week" and following:
            return _coming(0, today, False)
        if word == "week" and "this" in words:
            return _coming(4, today - dt.timedelta(days=1), False)
        if word == "month" and following:
            return (today.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
    if "this" in words and {"morning", "afternoon", "evening"} & set(words):
        return today
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
