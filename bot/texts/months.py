"""A month as buttons, for a date of a ballot."""

import calendar
import datetime as dt

from bot.rules import timetable
from bot.rules.balloting import TIMED, Step
from bot.rules.endings import balloting as endings
from bot.rules.showing import BallotFacts
from bot.texts import labels
from bot.texts.messages import Button, Press, Rows


def month(ending: endings.BallotAsks, step: Step, facts: BallotFacts) -> Rows:
    """A month: a button for each day; a day that needs a time asks for it."""
    first = _open(ending, step, facts)
    act = "ask" if step in TIMED else "value"
    base = f"{ending.key}.ask:{step}:"
    before = first - dt.timedelta(days=1)
    following = first + dt.timedelta(days=31)
    head = (
        Press("‹", f"{base}{before:%Y-%m}"),
        Press(f"{first:%B %Y}", f"{ending.key}.none"),
        Press("›", f"{base}{following:%Y-%m}"),
    )
    names = tuple(Press(name, f"{ending.key}.none") for name in labels.WEEKDAYS)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    rows = (
        tuple(
            _day(f"{ending.key}.{act}:{step}", day, first, ending.key) for day in week
        )
        for week in weeks
    )
    return (head, names, *rows)


def _day(base: str, day: dt.date, first: dt.date, key: str) -> Button:
    if day.month != first.month:
        return Press("·", f"{key}.none")
    return Press(str(day.day), f"{base}:{day}")


def _open(ending: endings.BallotAsks, step: Step, facts: BallotFacts) -> dt.date:
    """The month that is open: the one asked for, else that of the date as it is."""
    if ending.open:
        year, month = ending.open.split("-")[:2]
        return dt.date(int(year), int(month), 1)
    if facts.ballot is None:
        return facts.now.date().replace(day=1)
    found = timetable.of(facts.ballot)
    cutoff = found.replacement_cutoff
    date = {
        Step.OPENS: found.opens,
        Step.CUTOFF: cutoff.date() if cutoff else None,
        Step.POSTING: found.last_safe_posting,
    }.get(step)
    return (date or found.closes.date()).replace(day=1)
