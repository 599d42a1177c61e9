"""Draw bars: the reported turnout, and the odds of a plan."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bot.pictures import style
from bot.pictures.style import Theme
from bot.rules.stats.totals import Totals
from bot.texts import languages
from bot.texts.stats import picture_labels, turnout_words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LONGEST = 40
"""Letters of a name beside a bar."""


def progress(share: float, line: float | None, theme: Theme) -> "Figure":
    """Draw the reported share as a bar, the line as a mark."""
    colours = theme.value
    figure = style.figure(0.95, theme)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.barh(0.28, 1, height=0.5, color=colours.faint)
    axes.barh(0.28, min(max(share, 0.0), 1.0), height=0.5, color=colours.reported)
    row: dict[str, Any] = {"fontsize": 13, "va": "bottom"}
    label = f"{turnout_words.percent(share)} {languages.say(picture_labels.REPORTED)}"
    axes.text(0, 0.66, label, fontweight="bold", color=colours.ink, **row)
    if line is not None:
        axes.plot([line, line], [0, 0.6], color=colours.line, linewidth=4)
        axes.text(
            1, 0.66, picture_labels.line(line), color=colours.line, ha="right", **row
        )
    return figure


def side_by_side(ballots: Sequence[Totals], theme: Theme) -> "Figure":
    """Draw for each ballot the reported turnout, the band of the count, the line."""
    colours = theme.value
    figure = style.figure(0.5 + 0.75 * len(ballots), theme)
    style.title(figure, languages.say(picture_labels.BESIDE), 10.5, theme)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 1.02)
    axes.set_ylim(len(ballots), 0)
    for row, one in enumerate(ballots):
        long = len(one.ballot) > LONGEST
        name = f"{one.ballot[:LONGEST].rstrip()} …" if long else one.ballot
        axes.text(0, row + 0.25, name, color=colours.ink, va="center", parse_math=False)
        at = row + 0.65
        axes.barh(at, 1, height=0.34, color=colours.faint)
        reported = one.reported / one.base if one.base else 0.0
        axes.barh(at, reported, height=0.34, color=colours.reported)
        axes.plot([one.low, one.high], [at, at], color=colours.ink, linewidth=2)
        axes.plot([one.likely], [at], "D", color=colours.ink, markersize=5)
        if one.line is not None:
            edges = [at - 0.25, at + 0.25]
            axes.plot([one.line] * 2, edges, color=colours.line, linewidth=3)
    return figure


def plan(rows: Sequence[tuple[str, float]], theme: Theme) -> "Figure":
    """Draw for each effort, given in words, the chance to reach the line."""
    colours = theme.value
    figure = style.figure(0.8 + 0.62 * len(rows), theme)
    style.title(figure, languages.say(picture_labels.ODDS), 11.5, theme)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 112)
    axes.set_ylim(len(rows), 0)
    for row, (words, chance) in enumerate(rows):
        axes.text(0, row + 0.3, words, color=colours.ink, fontsize=11, va="center")
        axes.barh(row + 0.7, 100, height=0.3, color=colours.faint)
        axes.barh(row + 0.7, 100 * chance, height=0.3, color=colours.reported)
        axes.text(
            111,
            row + 0.7,
            str(turnout_words.of_hundred(chance)),
            color=colours.ink,
            fontsize=13,
            fontweight="bold",
            ha="right",
            va="center",
        )
    return figure


def answers(
    questions: Sequence[tuple[str, Sequence[tuple[str, int]]]], theme: Theme
) -> "Figure":
    """Draw for each question its answers as bars, with how often each was given."""
    colours = theme.value
    lines = sum(1.6 + len(given) for _, given in questions)
    figure = style.figure(0.3 * lines, theme)
    axes = figure.subplots()
    axes.set_axis_off()
    axes.set_xlim(0, 100)
    axes.set_ylim(lines, 0)
    at = 0.5
    for question, given in questions:
        axes.text(
            0,
            at,
            question,
            color=colours.ink,
            fontsize=11,
            fontweight="bold",
            va="center",
        )
        most = max(1, sum(count for _, count in given))
        for answer, count in given:
            at += 1
            axes.text(0, at, answer, color=colours.ink, fontsize=10.5, va="center")
            axes.barh(at, 60, left=30, height=0.55, color=colours.faint)
            share = 60 * count / most
            axes.barh(at, share, left=30, height=0.55, color=colours.reported)
            axes.text(
                99,
                at,
                str(count),
                color=colours.ink,
                fontsize=11,
                fontweight="bold",
                ha="right",
                va="center",
            )
        at += 1.6
    return figure
