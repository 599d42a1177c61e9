"""Words on cases that several messages share."""

import datetime as dt

from bot.rules.care import case_report
from bot.texts import languages, words

CHANNELS = languages.mark(
    {
        "as they asked": "the way they asked",
        "phone": "by telephone",
        "text": "by text",
        "email": "by e-mail",
    }
)


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
