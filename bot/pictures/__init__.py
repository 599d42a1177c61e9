"""Charts as PNG, each in a light and a dark theme, for a phone held upright.

matplotlib is loaded for the first picture, which takes time: draw in a worker thread.
"""

import datetime as dt
from collections.abc import Sequence

from bot.pictures import bars, calendar, curves, style
from bot.pictures.style import Theme
from bot.rules.ballot.ballot import Ballot
from bot.rules.stats.totals import Totals
from bot.rules.stats.turnout import Band, Facts

__all__ = ["Theme", "answers", "curve", "plan", "progress", "side_by_side", "weeks"]


def curve(
    facts: Facts,
    band: Band,
    opens: dt.date,
    closes: dt.date,
    theme: Theme = Theme.DARK,
) -> bytes:
    """Draw the reported votes by day with the band, the line and the dates."""
    return style.png(curves.turnout(facts, band, opens, closes, theme))


def side_by_side(ballots: Sequence[Totals], theme: Theme = Theme.DARK) -> bytes:
    """Draw the turnout of several ballots."""
    return style.png(bars.side_by_side(ballots, theme))


def progress(share: float, line: float | None, theme: Theme = Theme.DARK) -> bytes:
    """Draw a small bar for the countdown post."""
    return style.png(bars.progress(share, line, theme))


def weeks(ballot: Ballot, today: dt.date, theme: Theme = Theme.DARK) -> bytes:
    """Draw the weeks of a ballot with its dates."""
    return style.png(calendar.weeks(ballot, today, theme))


def answers(
    questions: Sequence[tuple[str, Sequence[tuple[str, int]]]],
    theme: Theme = Theme.DARK,
) -> bytes:
    """Draw how often each answer to each question was given."""
    return style.png(bars.answers(questions, theme))


def plan(rows: Sequence[tuple[str, float]], theme: Theme = Theme.DARK) -> bytes:
    """Draw the odds of reaching the line now and with each effort."""
    return style.png(bars.plan(rows, theme))
