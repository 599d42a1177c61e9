"""Checks for ballot dates that contradict each other or have already passed."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.rules.ballot import post, timetable
from bot.rules.ballot.ballot import Ballot


class Trouble(StrEnum):
    """What is wrong with a date."""

    OPENS_AFTER_CLOSE = "opens after close"
    NO_TIME_TO_POST = "no time to post"
    CUTOFF_AFTER_CLOSE = "cut-off after close"
    CUTOFF_BEFORE_OPENING = "cut-off before opening"
    POSTING_AFTER_CLOSE = "posting after close"
    POSTING_TOO_LATE = "posting too late"
    POSTING_BEFORE_OPENING = "posting before opening"
    NOTHING_COLLECTED = "nothing collected"
    CLOSE_MISSED = "close missed"
    POSTING_MISSED = "posting missed"


MISSED = frozenset({Trouble.CLOSE_MISSED, Trouble.POSTING_MISSED})
"""Possible dates that lie in the past: the shell warns of them and goes on."""


class Refusal(NamedTuple):
    """A date that is refused, and why."""

    trouble: Trouble
    day: dt.date


def of(ballot: Ballot, now: dt.datetime) -> tuple[Refusal, ...]:
    """List everything wrong with the dates of a ballot; empty if they are possible."""
    impossible = (*_order(ballot), *_cutoff(ballot), *_posting(ballot))
    return impossible or tuple(_missed(ballot, now))


def _order(ballot: Ballot) -> Iterator[Refusal]:
    closes = ballot.today(ballot.closes)
    opens, safe = ballot.opens, timetable.of(ballot).last_safe_posting
    if opens is None:
        return
    if opens > closes:
        yield Refusal(Trouble.OPENS_AFTER_CLOSE, opens)
    elif safe and safe <= opens and not ballot.last_posting_day:
        yield Refusal(Trouble.NO_TIME_TO_POST, safe)


def _cutoff(ballot: Ballot) -> Iterator[Refusal]:
    cutoff = ballot.replacement_cutoff
    if cutoff is None:
        return
    day = ballot.today(cutoff)
    if cutoff > ballot.closes:
        yield Refusal(Trouble.CUTOFF_AFTER_CLOSE, day)
    if ballot.opens and day < ballot.opens:
        yield Refusal(Trouble.CUTOFF_BEFORE_OPENING, day)


def _posting(ballot: Ballot) -> Iterator[Refusal]:
    day = ballot.last_posting_day
    if day is None or not ballot.by_post:
        return
    if day > ballot.today(ballot.closes):
        yield Refusal(Trouble.POSTING_AFTER_CLOSE, day)
    elif day > post.last_possible(ballot):
        yield Refusal(Trouble.POSTING_TOO_LATE, post.last_possible(ballot))
    if ballot.opens and day < ballot.opens:
        yield Refusal(Trouble.POSTING_BEFORE_OPENING, day)
    if not post.is_collection(day, ballot):
        yield Refusal(Trouble.NOTHING_COLLECTED, day)


def _missed(ballot: Ballot, now: dt.datetime) -> Iterator[Refusal]:
    possible = timetable.of(ballot).last_possible_posting
    if ballot.closes <= now:
        yield Refusal(Trouble.CLOSE_MISSED, ballot.today(ballot.closes))
    elif possible and possible < ballot.today(now) and not ballot.online:
        yield Refusal(Trouble.POSTING_MISSED, possible)
