"""How many papers are missing, how fast they come, and when the line is crossed."""

import datetime as dt
import math
from typing import TypedDict

from bot.rules.stats.turnout.settings import Settings
from bot.rules.stats.turnout.values import Facts


class Figures(TypedDict):
    """The figures of the pace, as `values.Band` names them."""

    papers: int | None
    short: int | None
    per_advocate_day: float | None
    pace: float
    crossing: dt.date | None


def figures(
    facts: Facts, settings: Settings, believed: float, likely: float
) -> Figures:
    """Compute what is missing and the pace; without a line only the pace."""
    per_day = _per_day(facts, settings)
    if facts.needed is None:
        return Figures(
            papers=None, short=None, per_advocate_day=None, pace=per_day, crossing=None
        )
    papers = max(0, math.ceil(facts.needed - believed - 1e-9))
    hands = facts.advocates * len(facts.posting_days)
    return Figures(
        papers=papers,
        short=max(0, facts.needed - round(likely)),
        per_advocate_day=papers / hands if hands else None,
        pace=per_day,
        crossing=_crossing(facts, papers, per_day),
    )


def reported_by(facts: Facts, day: dt.date, lag: int) -> float:
    """Share of all reports that were in `lag` days before the end of `day`."""
    total = sum(facts.voted_by_day.values())
    if not total:
        return 1.0
    until = day - dt.timedelta(days=lag)
    return sum(n for when, n in facts.voted_by_day.items() if when <= until) / total


def _per_day(facts: Facts, settings: Settings) -> float:
    """Average the reported votes a day over the last days, from the first report on."""
    if not facts.voted_by_day:
        return 0.0
    days = min(settings.pace_days, (facts.today - min(facts.voted_by_day)).days + 1)
    since = facts.today - dt.timedelta(days=days - 1)
    recent = sum(n for day, n in facts.voted_by_day.items() if day >= since)
    return recent / max(days, 1)


def _crossing(facts: Facts, papers: int, per_day: float) -> dt.date | None:
    """Find the day on which the reports cross the line, if it is a posting day."""
    if not papers:
        return facts.today if facts.base else None
    if not per_day or not facts.posting_days:
        return None
    day = facts.today + dt.timedelta(days=math.ceil(papers / per_day))
    return day if day <= facts.posting_days[-1] else None
