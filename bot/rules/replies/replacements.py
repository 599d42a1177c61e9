"""Replacement papers: when to request one, and when to check that it came."""

import datetime as dt

from bot.rules.ballot import hours, timetable, workdays
from bot.rules.ballot.ballot import Ballot

CHECK_DAYS = 2
"""Working days before the cut-off by which it is asked whether the paper has come, so
that another can still be asked for."""


def arrival(ballot: Ballot, asked: dt.date) -> dt.date:
    """Tell the day by which the union's lead time brings a replacement."""
    return workdays.after(asked, ballot.replacement_days, ballot.nation)


def can_return(ballot: Ballot, asked: dt.date) -> bool:
    """Whether a paper asked for that day can still come back before the close."""
    return timetable.promise_possible(ballot, arrival(ballot, asked))


def checks(ballot: Ballot, asked: dt.date) -> tuple[dt.datetime, ...]:
    """When to ask "has it come?": before the cut-off, and when it should be there.

    At the latest on the last posting day: papers often come sooner than told.
    """
    table = timetable.of(ballot)
    days = [min(arrival(ballot, asked), table.last_day)]
    if table.replacement_cutoff:
        cutoff = table.replacement_cutoff.date()
        days.append(workdays.before(cutoff, CHECK_DAYS, ballot.nation))
    after = {day for day in days if day > asked} or {asked + workdays.DAY}
    return tuple(ballot.at(day, hours.CALLS.start) for day in sorted(after))


def can_begin(ballot: Ballot, now: dt.datetime) -> dt.datetime | None:
    """When requests open, if they are not open yet: papers are still landing."""
    opens = timetable.of(ballot).replacements_from
    if opens is None or ballot.today(now) >= opens:
        return None
    return ballot.at(opens, hours.CALLS.start)
