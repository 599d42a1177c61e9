"""Draw the curve: votes reported by day, the line, and the band of the count."""

import datetime as dt
from itertools import accumulate
from typing import TYPE_CHECKING

from bot.pictures import style
from bot.pictures.style import Theme
from bot.rules.stats.turnout import Band, Facts
from bot.texts.stats import picture_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def turnout(
    facts: Facts,
    band: Band,
    opens: dt.date,
    closes: dt.date,
    theme: Theme,
) -> "Figure":
    """Draw the reported votes from opening to close, the band and the line.

    Labels are in rows of their own above the axes, so that they never overlap.
    """
    figure = style.figure(4.3, theme)
    axes = figure.subplots()
    style.strip(axes, theme)
    last = [facts.last_posting] if facts.last_posting else []
    first = min([opens, facts.today, *facts.voted_by_day, *last])
    end = max([closes, facts.today, first + dt.timedelta(days=1), *last])
    share = facts.reported_share
    top = max(band.high, facts.line or 0.0, share, 0.05) * 1.12
    axes.set_ylim(0, min(top, 1.04))
    axes.set_xlim(0, (end - first).days + 0.4)
    _reported(axes, facts, first, theme)
    _band(axes, facts, band, share, first, end, theme)
    _line(axes, facts, theme)
    now = picture_labels.today if facts.today != closes else picture_labels.close
    _days(axes, facts, now(facts.today), first, end, theme)
    figure.suptitle(
        picture_labels.reported(facts),
        x=0.03,
        ha="left",
        fontsize=15,
        fontweight="bold",
        color=theme.value.ink,
    )
    return figure


def _reported(axes: "Axes", facts: Facts, first: dt.date, theme: Theme) -> None:
    """Draw the votes reported by the end of each day; undated ones from the start."""
    if not facts.base:
        return
    days = [first + dt.timedelta(days=n) for n in range((facts.today - first).days + 1)]
    dated = sum(facts.voted_by_day.values())
    before = max(0, facts.counts.reported - dated)
    daily = [facts.voted_by_day.get(day, 0) for day in days]
    sums = [(before + n) / facts.base for n in accumulate(daily)]
    colour = theme.value.reported
    axes.plot(range(len(days)), sums, color=colour, linewidth=2.6)
    axes.plot(
        [len(days) - 1], sums[-1:], "o", color=colour, markersize=7, clip_on=False
    )


def _band(
    axes: "Axes",
    facts: Facts,
    band: Band,
    share: float,
    first: dt.date,
    end: dt.date,
    theme: Theme,
) -> None:
    """Draw a wedge from today's reported turnout to the band of the count."""
    now, last = (facts.today - first).days, (end - first).days
    colour = theme.value.reported
    wedge = [share, band.low], [share, band.high]
    axes.fill_between([now, last], *wedge, color=colour, alpha=0.22, linewidth=0)
    axes.plot([now, last], [share, band.likely], ":", color=colour, linewidth=2)
    axes.plot(
        [last, last], [band.low, band.high], color=colour, linewidth=4, clip_on=False
    )
    axes.plot([last], [band.likely], "D", color=colour, markersize=8, clip_on=False)
    axes.text(
        0,
        1.16,
        picture_labels.likely(band),
        transform=axes.transAxes,
        color=colour,
        fontsize=11.5,
        va="bottom",
    )


def _line(axes: "Axes", facts: Facts, theme: Theme) -> None:
    if facts.line is None:
        return
    colour = theme.value.line
    axes.axhline(facts.line, color=colour, linewidth=2, linestyle=(0, (6, 3)))
    axes.text(
        1.0,
        1.16,
        picture_labels.line(facts.line),
        transform=axes.transAxes,
        color=colour,
        fontsize=11.5,
        ha="right",
        va="bottom",
    )


def _days(
    axes: "Axes", facts: Facts, now: str, first: dt.date, end: dt.date, theme: Theme
) -> None:
    """Draw today and the last posting day as vertical lines, labelled above."""
    rows = [(facts.today, now, theme.value.ink, 1.01)]
    if last := facts.last_posting:
        named = picture_labels.last_posting(last), theme.value.last_posting
        rows.append((last, *named, 1.085))
    span = (end - first).days + 0.4
    for day, name, colour, height in rows:
        place = (day - first).days
        axes.axvline(place, color=colour, linewidth=1.2, ymax=1.0)
        late = place > span / 2
        axes.text(
            place / span,
            height,
            name,
            transform=axes.transAxes,
            color=colour,
            fontsize=10.5,
            ha="right" if late else "left",
            va="bottom",
        )
    _ticks(axes, first, end)


def _ticks(axes: "Axes", first: dt.date, end: dt.date) -> None:
    """Set at most four date labels, so that they never overlap, and those of shares."""
    days = (end - first).days
    steps = min(3, days)
    places = sorted({round(days * n / steps) for n in range(steps + 1)})
    axes.set_xticks(places)
    axes.set_xticklabels(
        [picture_labels.short_day(first + dt.timedelta(days=place)) for place in places]
    )
    edges = axes.get_xticklabels()
    edges[0].set_horizontalalignment("left")
    edges[-1].set_horizontalalignment("right")
    top = axes.get_ylim()[1]
    if top > 0.5:
        step = 0.2
    elif top > 0.2:
        step = 0.1
    else:
        step = 0.02
    shares = [n * step for n in range(int(top / step) + 1)]
    axes.set_yticks(shares)
    axes.set_yticklabels([f"{100 * share:.0f} %" for share in shares])
