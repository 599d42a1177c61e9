"""Words of the timetable: the dates, refused dates, and the union's own dates."""

import datetime as dt
from collections.abc import Iterator

from bot.rules.ballot.ballot import Ballot, Envelope
from bot.rules.ballot.impossible_dates import Refusal, Trouble
from bot.rules.ballot.phases import Phase
from bot.rules.ballot.timetable import Difference, Timetable
from bot.texts import languages, words

_REFUSALS = languages.mark(
    {
        Trouble.OPENS_AFTER_CLOSE: "The ballot cannot open on {day}, after it has "
        "closed.",
        Trouble.NO_TIME_TO_POST: (
            "There is no time to post: to arrive safely a paper would have to go by "
            "{day}, when papers are only being sent out. Check the opening and closing "
            "dates."
        ),
        Trouble.CUTOFF_AFTER_CLOSE: (
            "The replacement cut-off, {day}, lies after the close. Give an earlier one."
        ),
        Trouble.CUTOFF_BEFORE_OPENING: (
            "The replacement cut-off, {day}, lies before the opening. Give a later one."
        ),
        Trouble.POSTING_AFTER_CLOSE: (
            "The last posting day, {day}, lies after the close. Give an earlier one."
        ),
        Trouble.POSTING_TOO_LATE: (
            "That last posting day is too late: what is posted after {day} does not "
            "arrive before the close. Give {day} or an earlier day."
        ),
        Trouble.POSTING_BEFORE_OPENING: (
            "The last posting day, {day}, lies before the opening. Give a later one."
        ),
        Trouble.NOTHING_COLLECTED: (
            "No post is collected on {day}. Give the posting day before it."
        ),
        Trouble.CLOSE_MISSED: "The ballot closed on {day}: that date has passed.",
        Trouble.POSTING_MISSED: (
            "A paper had to be posted by {day}: that date has passed, none can arrive "
            "now."
        ),
    }
)

_DIFFERENCES = languages.mark(
    {
        "replacement_cutoff": "The union's replacement cut-off is {told}; by the "
        "calendar it would be {computed}. The union's date counts.",
        "last_safe_posting": "The union's last posting day is {told}; by the calendar "
        "it would be {computed}. The union's date counts.",
    }
)

FIRST_CLASS = languages.mark("{day} (1st class, {odds})")
SECOND_CLASS = languages.mark("{day} (2nd class, {odds})")
_WITHOUT_POST = {
    Phase.LANDING: "first days",
    Phase.POSTING: "after the cut-off",
    Phase.LAST_DAYS: "last three days",
}
"""Phases stand in the shell's table only, which is English."""


def day(date: dt.date) -> str:
    """Word a day with its year: "Mon 8 June 2026"."""
    return f"{words.day(date)} {date.year}"


def moment(instant: dt.datetime) -> str:
    """Word a day with its hour: "Thu 11 June 2026, 12:00"."""
    return f"{day(instant)}, {words.hour(instant)}"


def refusal(refused: Refusal) -> str:
    """Say why a date is refused, and what to do."""
    return languages.say(_REFUSALS[refused.trouble], day=day(refused.day))


def difference(found: Difference) -> str:
    """Say that a date of the union's differs from the one worked out."""
    return languages.say(
        _DIFFERENCES[found.what], told=day(found.told), computed=day(found.computed)
    )


def table(ballot: Ballot, dates: Timetable) -> str:
    """Write the dates of a ballot, one a line, for the shell."""
    rows = list(_rows(ballot, dates))
    width = max(len(name) for name, _ in rows)
    lines = [f"{name:<{width}}  {value}" for name, value in rows]
    return "\n".join([*lines, *(difference(found) for found in dates.differences)])


def lines(ballot: Ballot, dates: Timetable) -> list[str]:
    """Write the dates without the phases, for a chat."""
    rows = (row for row in _rows(ballot, dates) if row[0] not in _phases(dates))
    told = [f"⚠️ {difference(found)}" for found in dates.differences]
    return [*(f"{name}: {value}" for name, value in rows), *told]


def _phases(dates: Timetable) -> set[str]:
    names = {span.phase.value for span in dates.phases} | {*_WITHOUT_POST.values()}
    return {name.capitalize() for name in names}


def _rows(ballot: Ballot, dates: Timetable) -> Iterator[tuple[str, str]]:
    if dates.opens:
        yield languages.say("Opens"), day(dates.opens)
    if dates.replacement_cutoff:
        yield languages.say("Replacement cut-off"), moment(dates.replacement_cutoff)
    if dates.last_safe_posting and dates.last_possible_posting:
        second = ballot.envelope is Envelope.SECOND
        safe, possible = _odds(dates, "last_safe"), _odds(dates, "last_possible")
        yield (
            languages.say("Last safe posting"),
            languages.say(
                SECOND_CLASS if second else FIRST_CLASS,
                day=day(dates.last_safe_posting),
                odds=safe,
            ),
        )
        yield (
            languages.say("Last possible"),
            f"{day(dates.last_possible_posting)} ({possible})",
        )
    yield languages.say("Closes"), moment(dates.closes)
    for phase, start, _ in dates.phases:
        name = phase if ballot.by_post else _WITHOUT_POST.get(phase, phase)
        yield name.capitalize(), f"from {moment(start)}" if start else "until then"


def _odds(dates: Timetable, which: str) -> str:
    return languages.say(
        "about {chance} in 100 arrive in time", chance=round(dates.odds[which] * 100)
    )
