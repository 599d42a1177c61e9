"""Draw the weeks of a ballot as a calendar, for whoever sets its dates."""

import datetime as dt
from typing import TYPE_CHECKING

from bot.pictures import style
from bot.pictures.style import Theme
from bot.rules.ballot import post, timetable
from bot.rules.ballot.ballot import Ballot
from bot.texts import languages, words
from bot.texts.stats import picture_labels

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DAY = dt.timedelta(days=1)
WEEKS = 12
"""The most rows; a longer ballot shows its last weeks."""


def weeks(ballot: Ballot, today: dt.date, theme: Theme) -> "Figure":
    """Draw a row a week, cross out days without post, frame the dates to know."""
    framed = _framed_dates(ballot, theme)
    first, last = _span(ballot, today, [day for day, _, _ in framed])
    rows = (last - first).days // 7 + 1
    figure = style.figure(0.7 + 0.42 * rows + 0.26 * (len(framed) + 1), theme)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 7.9)
    axes.set_ylim(rows + 0.6 + 0.62 * (len(framed) + 1), -0.7)
    for column, name in enumerate(map(languages.say, words.SHORT_WEEKDAYS)):
        _text(axes, column + 1.4, -0.35, name, theme.value.ink, 9)
    for number in range(rows * 7):
        _day(axes, ballot, today, first + number * DAY, number, theme)
    for row, (day, label, colour) in enumerate(framed):
        number = (day - first).days
        _frame(axes, number % 7 + 0.95, number // 7, colour)
        height = rows + 0.55 + 0.62 * row
        axes.plot([0.3], [height], "s", color=colour, markersize=9, mfc="none", mew=2)
        _text(axes, 0.65, height, label, theme.value.ink, 10.5, "left")
    if ballot.by_post:
        height = rows + 0.55 + 0.62 * len(framed)
        axes.plot([0.12, 0.48], [height] * 2, color=theme.value.faint, linewidth=2)
        _text(
            axes,
            0.65,
            height,
            languages.say(picture_labels.NO_POST),
            theme.value.ink,
            10.5,
            "left",
        )
    return figure


def _framed_dates(ballot: Ballot, theme: Theme) -> list[tuple[dt.date, str, str]]:
    """List the dates to frame, in order: the day, its words, its colour."""
    table, colours = timetable.of(ballot), theme.value
    result = []
    if table.replacement_cutoff:
        cutoff = table.replacement_cutoff
        result.append((cutoff.date(), picture_labels.cutoff(cutoff), colours.line))
    if table.last_safe_posting:
        safe = table.last_safe_posting
        result.append((safe, picture_labels.last_posting(safe), colours.last_posting))
    if table.last_possible_posting and "last_possible" in table.odds:
        day, odds = table.last_possible_posting, table.odds["last_possible"]
        if day != table.last_safe_posting:
            result.append(
                (day, picture_labels.last_possible(day, odds), colours.reported)
            )
    result.append(
        (table.closes.date(), picture_labels.closes(table.closes), colours.ink)
    )
    return result


def _span(
    ballot: Ballot, today: dt.date, dates: list[dt.date]
) -> tuple[dt.date, dt.date]:
    """Give the Monday and the Sunday around the opening, or today, and the close."""
    first = min(ballot.opens or today, *dates)
    last = max(dates)
    first = max(first, last - (7 * WEEKS - 1) * DAY)
    return first - first.weekday() * DAY, last + (6 - last.weekday()) * DAY


def _day(
    axes: "Axes",
    ballot: Ballot,
    today: dt.date,
    day: dt.date,
    number: int,
    theme: Theme,
) -> None:
    colours = theme.value
    row, column = divmod(number, 7)
    x = column + 1.4
    opens = ballot.opens or day
    inside = opens <= day <= ballot.today(ballot.closes)
    ink = colours.ink if inside else colours.faint
    if column == 0:
        month = languages.say(words.SHORT_MONTHS[day.month - 1])
        _text(axes, 0.4, row + 0.5, month, colours.ink, 9)
    if day == today:
        axes.plot([x], [row + 0.5], "o", color=colours.faint, markersize=21)
    _text(axes, x, row + 0.5, str(day.day), ink, 11)
    if inside and ballot.by_post and not post.is_collection(day, ballot):
        axes.plot([x - 0.3, x + 0.3], [row + 0.5] * 2, color=colours.faint, linewidth=2)


def _frame(axes: "Axes", x: float, row: int, colour: str) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(
        Rectangle((x, row + 0.06), 0.9, 0.88, fill=False, edgecolor=colour, lw=2.2)
    )


def _text(
    axes: "Axes",
    x: float,
    y: float,
    words: str,
    colour: str,
    size: float,
    side: str = "center",
) -> None:
    axes.text(x, y, words, color=colour, fontsize=size, ha=side, va="center")
