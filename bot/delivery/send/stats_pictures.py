"""Pictures to the words of stats and plan: drawn when they are sent."""

import datetime as dt
from collections.abc import Callable

from bot import pictures
from bot.delivery.send import clock_pictures
from bot.pictures import Theme
from bot.rules.stats import endings
from bot.rules.stats.screens import PlanFacts, StatsFacts
from bot.rules.stats.stats_report import SMALL
from bot.texts import messages
from bot.texts.stats import endings as words

CAPTION = 1024
"""What Telegram takes as a caption."""


def group_stats(ending: endings.GroupStats, facts: StatsFacts) -> messages.Said:
    """Say the counts, with a small bar."""
    return _under(words.group_stats(ending, facts), lambda: _progress(facts))


def curve_picture(ending: endings.Curve, facts: StatsFacts) -> messages.Said:
    """Draw the curve, once there is anybody to count."""
    theme = _theme(light=ending.light)
    said = words.curve(ending, facts)
    return _under(said, lambda: curve(facts, theme)) if facts.report.band.base else said


def plan_picture(ending: endings.PlanPicture, facts: PlanFacts) -> messages.Said:
    """Draw the bars, once there is anybody to count."""
    theme = _theme(light=ending.light)
    said = words.plan_picture(ending, facts)
    if not facts.report.band.base:
        return said
    return _under(said, lambda: pictures.plan(words.bars(facts), theme))


def _under(
    said: messages.Message, draw: Callable[[], bytes | None]
) -> messages.Message | messages.Picture:
    """Put the words under a picture, where they fit and there is one to draw."""
    content = draw() if len(said.text) <= CAPTION else None
    return messages.Picture(content, said.text, said.buttons) if content else said


def curve(facts: StatsFacts, theme: Theme) -> bytes:
    """Draw the curve of a ballot from its opening to its close."""
    ballot, known = facts.ballot, facts.report.facts
    first = min([known.today - dt.timedelta(days=1), *known.voted_by_day])
    closes = ballot.today(ballot.closes)
    return pictures.curve(
        known, facts.report.band, ballot.opens or first, closes, theme
    )


def _progress(facts: StatsFacts) -> bytes | None:
    """Draw the bar, unless so few have voted that it would give them away."""
    known = facts.report.facts
    if known.counts.reported < SMALL:
        return None
    return clock_pictures.progress(round(known.reported_share, 2), known.line)


def _theme(*, light: bool) -> Theme:
    return Theme.LIGHT if light else Theme.DARK
