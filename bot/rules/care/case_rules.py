"""By when a case must be answered, and until when it may be."""

import datetime as dt
from collections.abc import Callable

from bot.rules.ballot import hours, timetable, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.care import policies as care_policies
from bot.rules.care.policies import LAST_WEEK, USUAL, Policies
from bot.rules.replies.steps import Case

LAST_WEEK_LASTS = dt.timedelta(days=7)
LAST_POST = dt.time(12)
"""On the last posting day: an answer by then leaves time to post."""
AFTER_CLOSE = dt.timedelta(days=14)
"""How long cases stay open to answers after the ballot has closed."""
Opens = Callable[[dt.date], tuple[dt.time, dt.time] | None]
"""From when until when answers are written on a day; None on a day off."""


def reply_by(
    ballot: Ballot,
    now: dt.datetime,
    policies: Policies | None = None,
    kind: str = Case.QUESTION,
) -> dt.datetime:
    """By when to answer a case opened now, counted in working hours.

    What is still open when the last week begins is due as if it were asked then. In
    the last week every day counts, and noon of the last posting day is not passed.
    """
    policies = policies or care_policies.shipped()
    begins = last_week_begins(ballot)
    if now >= ballot.closes:
        return _on_working_days(ballot, now, policies, kind)
    if now < begins:
        early = _on_working_days(ballot, now, policies, kind)
        return min(early, reply_by(ballot, begins, policies, kind))
    left = min(_hours(ballot, now, policies, kind), _of(policies, kind, LAST_WEEK))
    by = _after(ballot, now, left, _every_day)
    last = timetable.of(ballot).last_safe_posting
    noon = ballot.at(last, LAST_POST) if last else None
    return min(by, noon) if noon and now < noon else by


def last_week_begins(ballot: Ballot) -> dt.datetime:
    """When the last week begins: at the hour of the close, seven days before."""
    closes = ballot.local(ballot.closes)
    return ballot.at((closes - LAST_WEEK_LASTS).date(), closes.time())


def _on_working_days(
    ballot: Ballot, now: dt.datetime, policies: Policies, kind: str
) -> dt.datetime:
    at = policies.working_hours

    def opens(day: dt.date) -> tuple[dt.time, dt.time] | None:
        working = workdays.is_working(day, ballot.nation)
        return (at.begin, at.end) if working else None

    return _after(ballot, now, _hours(ballot, now, policies, kind), opens)


def _every_day(day: dt.date) -> tuple[dt.time, dt.time]:
    return hours.CALLS.begin(day), hours.CALLS.end


def _hours(
    ballot: Ballot, now: dt.datetime, policies: Policies, kind: str
) -> dt.timedelta:
    """Find the reply hours of the phase, or else the usual ones."""
    phase = timetable.phase(ballot, now).name.lower()
    given = policies.of(kind).reply_hours
    return _of(policies, kind, phase if phase in given else USUAL)


def _of(policies: Policies, kind: str, period: str) -> dt.timedelta:
    return dt.timedelta(hours=policies.of(kind).reply_hours[period])


def _after(
    ballot: Ballot, now: dt.datetime, left: dt.timedelta, opens: Opens
) -> dt.datetime:
    """Add a time, counted only while answers are written."""
    day = ballot.today(now)
    while True:
        if span := opens(day):
            begins, ends = (ballot.at(day, time) for time in span)
            begins = max(begins, ballot.local(now))
            if begins + left <= ends:
                return begins + left
            left -= max(ends - begins, dt.timedelta())
        day += workdays.DAY
