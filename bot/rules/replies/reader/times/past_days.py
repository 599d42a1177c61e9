"""Which day gone by words name: "yesterday", "last thursday", "3 days ago"."""

import datetime as dt
from collections.abc import Sequence

from bot.rules.replies.reader.times import days

_NEAR = {"today": 0, "tonight": 0, "now": 0, "yesterday": 1}
_NUMBERS = {"a": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "few": 3, "four": 4}
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14}


def named(words: Sequence[str], today: dt.date) -> dt.date | None:
    """Find the day gone by that the words name, today included; None if none."""
    if "before" in words and "yesterday" in words:
        return today - 2 * days.DAY
    if "this" in words and {"morning", "afternoon"} & set(words):
        return today
    near = next((_NEAR[word] for word in words if word in _NEAR), None)
    if near is not None:
        return today - near * days.DAY
    return _ago(words, today) or _dated(words, today)


def _ago(words: Sequence[str], today: dt.date) -> dt.date | None:
    """Read `3 days ago`, `a week ago`; `last week` is a week ago."""
    for place, word in enumerate(words):
        length = _LENGTHS.get(word.rstrip("s"))
        if length is None or not {"ago", "last", "back"} & set(words):
            continue
        if days.find([w for w in words if w != "last" and w != word], today):
            return None
        said = words[max(0, place - 3) : place]
        many = next((int(w) for w in said if w.isdigit()), None)
        counted = (_NUMBERS[w] for w in reversed(said) if w in _NUMBERS)
        return today - (many or next(counted, 1)) * length * days.DAY
    return None


def _dated(words: Sequence[str], today: dt.date) -> dt.date | None:
    """Find the last day, today or before, that these words named when it came."""
    said = [word for word in words if word not in ("last", "week")]
    if days.find(said, today) is None or "tomorrow" in words:
        return None
    gone = (today - back * days.DAY for back in range(366))
    found = next((day for day in gone if _is_named(said, day)), None)
    monday = today - today.weekday() * days.DAY
    week_before = {"last", "week"} <= set(words) and found and found >= monday
    return found - days.WEEK if found and week_before else found


def _is_named(words: Sequence[str], day: dt.date) -> bool:
    found = days.find(words, day - days.DAY)
    return found is not None and found.day == day
