"""Words on cases that several messages share."""

import datetime as dt

from bot.rules.care import case_report
from bot.texts import words

CHANNELS = {
    "as they asked": "the way they asked",
    "phone": "by telephone",
    "text": "by text",
    "email": "by e-mail",
}


def line(found: case_report.Line) -> str:
    """As in "question: 3 of 4 answered, 2 in time, median 1 h 20 min, 1 overdue"."""
    return f"{words.case(found.kind)}: {figures(found)}"


def figures(found: case_report.Line) -> str:
    """Say how many were answered, and how fast."""
    told = [f"{found.settled} of {found.opened} answered"]
    if found.median is not None:
        told.append(f"{found.in_time} in time, median {took(found.median)}")
    if found.overdue:
        told.append(f"{found.overdue} overdue")
    return ", ".join(told)


def took(time: dt.timedelta) -> str:
    """As in "40 min", "2 h 10 min", "3 days"."""
    minutes = round(time.total_seconds() / 60)
    if minutes >= 48 * 60:
        return f"{round(minutes / 60 / 24)} days"
    hours, rest = divmod(minutes, 60)
    parts = [f"{hours} h"] if hours else []
    return " ".join([*parts, *([f"{rest} min"] if rest or not hours else [])])
