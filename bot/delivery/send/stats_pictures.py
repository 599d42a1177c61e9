"""Pictures to the words of stats and plan: drawn when they are sent."""

import datetime as dt

from bot import pictures
from bot.delivery.send import clock_pictures
from bot.pictures import Theme
from bot.rules.stats import endings
from bot.rules.stats.figures import SMALL
from bot.rules.stats.screens import Facts, PlanFacts, StatsFacts
from bot.texts import messages
from bot.texts.stats import endings as stats_endings

CAPTION = 1024
"""What Telegram takes as a caption."""


def say(ending: endings.Ending, facts: Facts) -> messages.Said | None:
    """The words, as a picture's caption where there is something to draw."""
    message = stats_endings.say(ending, facts)
    if message is None or len(message.text) > CAPTION:
        return message
    content = _drawn(ending, facts)
    if content is None:
        return message
    return messages.Picture(content, message.text, message.buttons)


def _drawn(ending: endings.Ending, facts: Facts) -> bytes | None:
    match ending, facts:
        case endings.GroupStats(), StatsFacts():
            return _progress(facts)
        case endings.Curve(light=light), StatsFacts() if facts.report.band.base:
            return curve(facts, _theme(light=light))
        case endings.PlanPicture(light=light), PlanFacts() if facts.report.band.base:
            return pictures.plan(stats_endings.bars(facts), _theme(light=light))
        case _:
            return None


def curve(facts: StatsFacts, theme: Theme) -> bytes:
    """The curve of a ballot from its opening to its close."""
    ballot, known = facts.ballot, facts.report.facts
    first = min([known.today - dt.timedelta(days=1), *known.voted_by_day])
    closes = ballot.today(ballot.closes)
    return pictures.curve(
        known, facts.report.band, ballot.opens or first, closes, theme
    )


def _progress(facts: StatsFacts) -> bytes | None:
    """The bar, unless so few have voted that it would give them away."""
    known = facts.report.facts
    reported = known.counts.reported
    if reported < SMALL:
        return None
    return clock_pictures.progress(round(reported / known.base, 2), known.line)


def _theme(*, light: bool) -> Theme:
    return Theme.LIGHT if light else Theme.DARK
