"""Words on cases that several messages share."""

import datetime as dt

from bot.rules.care import case_report
from bot.rules.lists.export_kinds import Kind
from bot.texts import languages, words

CHANNELS = languages.mark(
    {
        "as they asked": "the way they asked",
        "phone": "by telephone",
        "text": "by text",
        "email": "by e-mail",
    }
)
SHEET = languages.mark(
    {
        "opened": "Opened",
        "kind": "Kind",
        "membership_number": "Membership number",
        "first_name": "First name",
        "last_name": "Last name",
        "words": "What was said",
        "asker": "Told to",
        "owner": "Taken by",
        "reply_by": "Answer by",
        "settled": "Answered or closed",
        "in_time": "In time",
        "answer": "Answer",
        "overdue": "Overdue",
        "median": "Median time",
    }
)
"""Headings of the sheets of cases: nothing reads them again."""
SHEETS = languages.mark(
    {Kind.CASES: "Cases", Kind.COMPLAINTS: "Complaints", "report": "How they went"}
)


def yes_or_no(*, said: bool) -> str:
    """Fill a cell under a heading that asks for yes or no."""
    return languages.say("yes") if said else languages.say("no")


def line(found: case_report.Line) -> str:
    """As in "question: 3 of 4 answered, 2 in time, median 1 h 20 min, 1 overdue"."""
    return f"{words.case(found.kind)}: {figures(found)}"


def figures(found: case_report.Line) -> str:
    """Say how many were answered, and how fast."""
    each = {"settled": found.settled, "opened": found.opened}
    told = [languages.say("{settled} of {opened} answered", **each)]
    if found.median is not None:
        told.append(
            languages.say(
                "{in_time} in time, median {time}",
                in_time=found.in_time,
                time=took(found.median),
            )
        )
    if found.overdue:
        told.append(languages.say("{overdue} overdue", overdue=found.overdue))
    return ", ".join(told)


def took(time: dt.timedelta) -> str:
    """As in "40 min", "2 h 10 min", "3 days"."""
    minutes = round(time.total_seconds() / 60)
    if minutes >= 48 * 60:
        days = round(minutes / 60 / 24)
        return languages.say_many("{n} day", "{n} days", days)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return languages.say("{minutes} min", minutes=rest)
    if not rest:
        return languages.say("{hours} h", hours=hours)
    return languages.say("{hours} h {minutes} min", hours=hours, minutes=rest)
