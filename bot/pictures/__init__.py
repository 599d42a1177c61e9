"""Charts as PNG, each in a light and a dark theme, for a phone held upright.

matplotlib is loaded when the first picture is drawn; draw in a thread of its own.
"""

import datetime as dt
from collections.abc import Sequence

from bot.pictures import bars, calendar, curves, style
from bot.pictures.style import Theme
from bot.rules.ballot.ballot import Ballot
from bot.rules.stats.turnout import Band, Facts

__all__ = ["Theme", "curve", "plan", "progress", "weeks"]


def curve(
    facts: Facts,
    band: Band,
    opens: dt.date,
    closes: dt.date,
    theme: Theme = Theme.DARK,
) -> bytes:
    """Draw reported votes by day, the band, the line, the last posting day, today."""
    return style.png(curves.turnout(facts, band, opens, closes, theme))


def progress(share: float, line: float | None, theme: Theme = Theme.DARK) -> bytes:
    """Draw a small bar for the countdown post."""
    return style.png(bars.progress(share, line, theme))


def weeks(ballot: Ballot, today: dt.date, theme: Theme = Theme.DARK) -> bytes:
    """Draw the weeks of a ballot with its dates."""
    return style.png(calendar.weeks(ballot, today, theme))


def plan(rows: Sequence[tuple[str, float]], theme: Theme = Theme.DARK) -> bytes:
    """Draw the odds of getting over the line: now, and with more effort."""
    return style.png(bars.plan(rows, theme))
