"""Turns "after 6", "tuesday", "the 14th" into a time in the ballot's zone."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.rules.replies.reader import grammar, lexicon, plain_words, sentences
from bot.rules.replies.reader.times import days, past_days

OPENS, OPENS_SUNDAY, SHUTS = dt.time(9), dt.time(10), dt.time(20, 30)
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "a": 1, "an": 1, "another": 1,
    "couple": 2, "few": 3, "half": 30,
}  # fmt: skip
# The hour a word of the day stands for; the later word of a phrase wins ties below.
_HOURS = {
    "breakfast": (9, 0), "morning": (10, 0), "mornings": (10, 0), "noon": (12, 0),
    "midday": (12, 0), "dinner": (12, 30), "dinnertime": (12, 30), "lunch": (12, 30),
    "lunchtime": (12, 30), "afternoon": (14, 0), "afternoons": (14, 0),
    "school": (15, 30), "work": (17, 30), "shift": (17, 30), "tea": (17, 30),
    "teatime": (17, 30), "evening": (18, 0), "evenings": (18, 0), "tonight": (18, 0),
    "night": (18, 30), "nights": (18, 30), "bed": (19, 30), "late": (18, 0),
}  # fmt: skip
_EARLY, _LATE = frozenset(("am", "morning")), frozenset(("pm", "evening", "tonight"))
_NO_HOUR = frozenset(("a", "an", "another", "couple", "few", "half"))
_WHICH = frozenset(("next", "this", "the", "any", "every", "same"))
"""Before a unit of time these say which one, not how many."""
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14}
_TOKENS = re.compile(
    r"(\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}:\d{2}(?:am|pm)?"
    r"|\d+(?:st|nd|rd|th|am|pm|ish)?)"
)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?(?:ish)?")


class Moment(NamedTuple):
    """When to make contact; whether an hour was named or only supposed.

    `named` is the time before it was moved into calling hours.
    """

    at: dt.datetime
    exact: bool
    named: dt.datetime | None = None

    @property
    def moved(self) -> bool:
        """Whether it was moved into calling hours."""
        return self.named is not None and self.named != self.at


def moment(
    span: str, now: dt.datetime, zone: ZoneInfo, last: dt.datetime | None
) -> Moment | None:
    """Find the time meant, in calling hours; None if unclear or later than `last`."""
    words = _words(span)
    here = now.astimezone(zone)
    found = _counted(words, now) or _on_a_day(words, here)
    if found is None:
        return None
    named = found.at.astimezone(zone)
    at = _calling(named)
    if last is not None and at > last:
        return None
    return Moment(at, found.exact, named)


def promise_day(text: str, now: dt.datetime, zone: ZoneInfo) -> dt.date | None:
    """Find the day they say they will post, in the ballot's zone; None if unsaid."""
    clauses = sentences.clauses(text)
    meant = {s.clause for s in grammar.signs(clauses) if s.name == "sending"}
    today = now.astimezone(zone).date()
    for at in (*sorted(meant), *(n for n in range(len(clauses)) if n not in meant)):
        if day := _posting_day(clauses[at].words[1:-1], today):
            return day
    return None


def day(text: str, today: dt.date, *, past: bool = False) -> dt.date | None:
    """Find the day typed as an answer: a coming one, or with `past` one gone by."""
    words = _words(text)
    if past:
        return past_days.named(words, today)
    found = days.find(words, today) or _days_ahead(words, today)
    return found.day if found else None


def _words(span: str) -> list[str]:
    plain = re.sub(r"(\d)\s*(am|pm)\b", r"\1\2", span.lower().replace("o'clock", ""))
    plain = re.sub(r"(\d)\.(\d\d)", r"\1:\2", plain)
    plain = re.sub(
        r"(?<![\d-])([01]\d|2[0-3])([0-5]\d)(?:hrs)?(?![\d-])", r"\1:\2", plain
    )
    parts = _TOKENS.split(plain)
    result: list[str] = []
    for part in parts:
        kept = any(form.fullmatch(part) for form in (_CLOCK, days.ORDINAL, days.DATE))
        result += [part] if kept else plain_words.words(part)
    return result


def _counted(words: Sequence[str], now: dt.datetime) -> Moment | None:
    """Read `in 10 minutes`, `half an hour`: counted from now."""
    for place, word in enumerate(words):
        unit = word.rstrip("s")
        many = _many(words[:place]) if unit in ("minute", "hour") else None
        if many is None or words[place - 1] in _WHICH:
            continue
        halved = "half" in words[:place] and unit == "hour"
        minutes = 30 if halved else many * (60 if unit == "hour" else 1)
        return Moment(now + dt.timedelta(minutes=minutes), True)
    return None


def _days_ahead(words: Sequence[str], today: dt.date) -> days.Found | None:
    """Read `in 3 days`, `a fortnight`: a day counted from today."""
    for place, word in enumerate(words):
        length = _LENGTHS.get(word.rstrip("s"))
        if length is None or place == 0 or words[place - 1] in _WHICH:
            continue
        many = _many(words[:place])
        if many is not None:
            used = frozenset(range(max(0, place - 3), place + 1))
            return days.Found(today + many * length * days.DAY, used)
    return None


def _many(words: Sequence[str]) -> int | None:
    for word in reversed(words):
        if word.isdigit():
            return int(word)
        if word in _NUMBERS and word != "half":
            return _NUMBERS[word]
    return None


def _on_a_day(words: Sequence[str], here: dt.datetime) -> Moment | None:
    """Join the day named and the hour named, in whichever order they stand."""
    found = days.find(words, here.date()) or _days_ahead(words, here.date())
    used = found.places if found else frozenset[int]()
    rest = [word for place, word in enumerate(words) if place not in used]
    hour = _hour(rest) or _part_of_day(words, after=bool({"after", "gone"} & set(rest)))
    if found is None and hour is None:
        return None
    day = found.day if found else here.date()
    if day is None:
        return None
    at = dt.datetime.combine(day, hour or dt.time(10), here.tzinfo)
    if at > here:
        return Moment(at, hour is not None)
    if found and day == here.date():
        over = hour is not None and "today" in words
        return None if over else Moment(here + dt.timedelta(hours=1), False)
    later = dt.datetime.combine(here.date() + days.DAY, at.timetz())
    return Moment(later, hour is not None)


def _hour(words: Sequence[str]) -> dt.time | None:
    """Read an hour given in figures or spelt; `words` are without those of the day."""
    for place, word in enumerate(words):
        found = _CLOCK.fullmatch(word)
        number = int(found[1]) if found else _NUMBERS.get(word, 0)
        if not 1 <= number <= 23 or word in _NO_HOUR:
            continue
        if found and number > 12 and not found[2]:
            continue
        if words[place + 1 : place + 2] in (["past"], ["to"]):
            continue
        minute = int(found[2] or 0) if found else 0
        at = _clock(number, minute, words[:place], (found and found[3]), words)
        sooner = words[max(0, place - 1) : place] == ["before"] and at.hour > 0
        return at.replace(hour=at.hour - 1) if sooner else at
    return None


def _part_of_day(words: Sequence[str], *, after: bool) -> dt.time | None:
    """Return the hour a word of the day stands for: "evening", "after school"."""
    if "first" in words and "thing" in words:
        return dt.time(9)
    known = [_HOURS[word] for word in words if word in _HOURS]
    if not known:
        return None
    hour, minute = known[-1]
    late = "late" in words and hour < 17
    if after and hour < 18:
        hour += 1
    return dt.time(hour + 2 if late else hour, minute)


def _clock(
    hour: int,
    minute: int,
    before: Sequence[str],
    half: str | None,
    words: Sequence[str],
) -> dt.time:
    """Read the hour meant: without am or pm, 1 to 8 is after noon, 9 to 11 before."""
    counted = _minutes(before)
    if counted:
        minute = counted % 60
        hour -= counted < 0
    elif "half" in before[-2:]:
        minute = 30
    elif "quarter" in before:
        minute, hour = (45, hour - 1) if "to" in before else (15, hour)
    early = half == "am" or (half is None and bool(_EARLY & set(words)))
    late = half == "pm" or bool(_LATE & set(words))
    if hour < 12 and not early and (late or hour <= 8):
        hour += 12
    return dt.time(hour % 24, minute % 60)


def _minutes(before: Sequence[str]) -> int:
    """Read minutes before an hour: "twenty past" is 20, "ten to" is -10, none is 0."""
    if len(before) < 2 or before[-1] not in ("past", "to"):
        return 0
    word = before[-2]
    many = int(word) if word.isdigit() else _NUMBERS.get(word, 0)
    if word in _NO_HOUR or not 0 < many < 60:
        return 0
    return many if before[-1] == "past" else -many


def _calling(at: dt.datetime) -> dt.datetime:
    """Return the same time, or the next at which a call is welcome."""
    opens = OPENS_SUNDAY if at.weekday() == 6 else OPENS
    if at.time() < opens:
        return dt.datetime.combine(at.date(), opens, at.tzinfo)
    if at.time() > SHUTS:
        after = at.date() + dt.timedelta(days=1)
        opens = OPENS_SUNDAY if after.weekday() == 6 else OPENS
        return dt.datetime.combine(after, opens, at.tzinfo)
    return at


_NOW = lexicon.words("moments.now")


def _posting_day(words: Sequence[str], today: dt.date) -> dt.date | None:
    if words and words[-1] == "ago":
        return None
    if day := days.named(list(words), today):
        return day
    if "morning" in words or ("first" in words and "thing" in words):
        return today + dt.timedelta(days=1)
    if {"couple", "few"} & set(words) and "days" in words:
        return today + dt.timedelta(days=2 if "couple" in words else 3)
    return today if _NOW & set(words) else None
