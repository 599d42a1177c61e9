"""Set-up of a ballot, one field a step; values come from buttons or are typed."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum

from bot.rules.ballot.ballot import Ballot, Envelope, Method, Nation

NONE = "none"
"""Typed or pressed to leave an optional field empty."""

NOON = dt.time(12)
MOST_ENTITLED = 10_000_000
_MONTHS = [
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ /.-]+(\d{1,2}|[a-z]+)[ /.,-]+(\d{4})"
)
_TIME = re.compile(r"\b(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?$")


class Step(StrEnum):
    """The fields, in the order they are asked."""

    CLOSES = "closes"
    OPENS = "opens"
    METHOD = "method"
    ENVELOPE = "envelope"
    NATION = "nation"
    LINE = "line"
    ENTITLED = "entitled"
    CUTOFF = "cutoff"
    POSTING = "posting"


TIMED = frozenset({Step.CLOSES, Step.CUTOFF})
"""Fields that are a day with a time."""

DAYS = TIMED | {Step.OPENS, Step.POSTING}
BY_POST = frozenset({Step.ENVELOPE, Step.POSTING})
"""Fields that only a ballot by post has."""

Change = Callable[[Ballot, str], Ballot]


class Unreadable(ValueError):
    """The typed value does not fit this field."""


def next_step(step: Step, ballot: Ballot) -> Step | None:
    """Find the step that follows; None after the last."""
    steps = [one for one in Step if ballot.by_post or one not in BY_POST]
    ahead = [one for one in steps if list(Step).index(one) > list(Step).index(step)]
    return ahead[0] if ahead else None


def change(ballot: Ballot, step: Step, said: str) -> Ballot:
    """Set one field from a typed or pressed value; raise Unreadable on a bad one."""
    try:
        return _CHANGES[step](ballot, said.strip().lower())
    except ValueError as error:
        raise Unreadable from error


def day(said: str) -> dt.date:
    """Read a day as people write it: 2026-06-11, 11 June 2026, 11/6/2026."""
    if found := _ISO.search(said):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    found = _BRITISH.search(said)
    if found is None:
        raise Unreadable
    name = found[2]
    month = int(name) if name.isdecimal() else _MONTHS.index(name[:3]) + 1
    return dt.date(int(found[3]), month, int(found[1]))


def time(said: str) -> dt.time:
    """Read the time after a day: 17:00, 5pm; noon where there is none."""
    rest = _ISO.sub("", _BRITISH.sub("", said)).replace("t", " ").replace("noon", "12")
    found = _TIME.search(rest.strip())
    if found is None:
        return NOON
    hour = int(found[1]) % 12 if found[3] else int(found[1])
    if found[3] == "pm":
        hour += 12
    return dt.time(hour, int(found[2] or 0))


def _moment(ballot: Ballot, said: str) -> dt.datetime:
    return ballot.at(day(said), time(said)).astimezone(dt.UTC)


def _line(ballot: Ballot, said: str) -> Ballot:
    if said == NONE:
        return replace(ballot, line=None)
    percent = float(said.removesuffix("%"))
    if not 0 < percent <= 100:
        raise Unreadable
    return replace(ballot, line=percent / 100)


def _entitled(ballot: Ballot, said: str) -> Ballot:
    if said == NONE:
        return replace(ballot, entitled=None)
    number = int(said.replace(",", "").replace(" ", ""))
    if not 1 <= number <= MOST_ENTITLED:
        raise Unreadable
    return replace(ballot, entitled=number)


def _opens(ballot: Ballot, said: str) -> Ballot:
    return replace(ballot, opens=None if said == NONE else day(said))


def _cutoff(ballot: Ballot, said: str) -> Ballot:
    told = None if said == NONE else _moment(ballot, said)
    return replace(ballot, replacement_cutoff=told)


def _posting(ballot: Ballot, said: str) -> Ballot:
    return replace(ballot, last_posting_day=None if said == NONE else day(said))


_CHANGES: dict[Step, Change] = {
    Step.CLOSES: lambda ballot, said: replace(ballot, closes=_moment(ballot, said)),
    Step.OPENS: _opens,
    Step.METHOD: lambda ballot, said: replace(ballot, method=Method(said)),
    Step.ENVELOPE: lambda ballot, said: replace(ballot, envelope=Envelope(said)),
    Step.NATION: lambda ballot, said: replace(ballot, nation=Nation(said)),
    Step.LINE: _line,
    Step.ENTITLED: _entitled,
    Step.CUTOFF: _cutoff,
    Step.POSTING: _posting,
}
