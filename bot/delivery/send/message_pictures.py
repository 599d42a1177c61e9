"""Pictures that go with the words of a message: drawn when it is sent."""

import datetime as dt
import threading
from collections.abc import Callable
from functools import lru_cache

from bot import pictures
from bot.pictures import Theme, qr_code
from bot.pictures import advocate_sheet as sheets
from bot.rules.ballot import endings as ballot_endings
from bot.rules.ballot.screens import BallotFacts
from bot.rules.care.feedback import feedback_endings, feedback_summary
from bot.rules.nudges import endings as nudges_endings
from bot.rules.nudges import nudge_facts
from bot.rules.stats import endings as stats_endings
from bot.rules.stats import public_report
from bot.rules.stats.screens import PlanFacts, StatsFacts
from bot.rules.team import endings as team_endings
from bot.rules.team.screens import InviteFacts
from bot.texts import languages, messages
from bot.texts.ballot import endings as ballot_words
from bot.texts.care import feedback_page as feedback_pages
from bot.texts.care import feedback_words
from bot.texts.nudges import endings as nudges_words
from bot.texts.stats import endings as stats_words
from bot.texts.team import advocate_page
from bot.texts.team import endings as team_words

CAPTION = 1024
"""Longest caption that Telegram takes."""
# One figure at a time: drawing shares state between threads.
_drawing = threading.Lock()


def group_nudged(
    ending: nudges_endings.GroupNudged, told: nudge_facts.ToGroup
) -> messages.Rendered:
    """Say a nudge; put the countdown under a small picture.

    No picture while the count is so small that the bar would give it away.
    """
    rendered = nudges_words.group_nudged(ending, told)
    if not isinstance(told, nudge_facts.Countdown):
        return rendered
    steps = public_report.in_steps(told.reported, told.base)
    if not steps:
        return rendered
    content = progress(round(steps / told.base, 2), told.ballot.line)
    return messages.Picture(content, rendered.text, rendered.buttons)


@lru_cache(maxsize=256)
def progress(share: float, line: float | None) -> bytes:
    """Draw the bar, once for each percent."""
    with _drawing:
        return pictures.progress(share, line)


def weeks(ending: ballot_endings.Weeks, facts: BallotFacts) -> messages.Picture:
    """Draw the weeks, with the dates as the caption."""
    rendered = ballot_words.weeks(ending, facts)
    with _drawing:
        content = pictures.weeks(facts.ballot, facts.ballot.today(facts.now))
    return messages.Picture(content, rendered.text, rendered.buttons)


def group_stats(
    ending: stats_endings.GroupStats, facts: StatsFacts
) -> messages.Rendered:
    """Say the counts, with a small bar."""
    return _under(stats_words.group_stats(ending, facts), lambda: _progress(facts))


def curve_picture(ending: stats_endings.Curve, facts: StatsFacts) -> messages.Rendered:
    """Draw the curve, once there is anybody to count."""
    theme = _theme(light=ending.light)
    rendered = stats_words.curve(ending, facts)
    if not facts.report.band.base:
        return rendered
    return _under(rendered, lambda: curve(facts, theme))


def plan_picture(
    ending: stats_endings.PlanPicture, facts: PlanFacts
) -> messages.Rendered:
    """Draw the bars, where there are odds."""
    theme = _theme(light=ending.light)
    rendered = stats_words.plan_picture(ending, facts)
    if not any(one.odds for one in facts.tried):
        return rendered
    return _under(rendered, lambda: pictures.plan(stats_words.bars(facts), theme))


def feedback(
    ending: feedback_endings.FeedbackSummary, facts: feedback_summary.Summary
) -> messages.Rendered:
    """Draw the answers as bars, once there are enough to show."""
    theme = _theme(light=ending.light)
    rendered = feedback_words.summary(ending, facts)
    return _under(rendered, lambda: feedback_bars(facts, theme))


def feedback_page(
    _ending: feedback_endings.FeedbackPage, facts: feedback_summary.Summary
) -> messages.Document:
    """Make the page, with the bars."""
    drawn = (feedback_bars(facts, theme) for theme in (Theme.LIGHT, Theme.DARK))
    content = feedback_pages.html_page(facts, *drawn).encode()
    caption = languages.say(feedback_pages.CAPTION)
    return messages.Document(content, feedback_pages.FILENAME, caption)


def feedback_bars(facts: feedback_summary.Summary, theme: Theme) -> bytes | None:
    """Draw the answers; nothing where there are too few to show."""
    rows = feedback_words.bars(facts)
    return pictures.answers(rows, theme) if rows else None


def _under(
    rendered: messages.Message, draw: Callable[[], bytes | None]
) -> messages.Message | messages.Picture:
    """Put the words under a picture, where they fit and there is one to draw."""
    content = draw() if len(rendered.text) <= CAPTION else None
    if content is None:
        return rendered
    return messages.Picture(content, rendered.text, rendered.buttons)


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
    known = public_report.of(facts.report).facts
    if not known.counts.reported:
        return None
    return progress(round(known.reported_share, 2), known.line)


def _theme(*, light: bool) -> Theme:
    return Theme.LIGHT if light else Theme.DARK


def invited(ending: team_endings.Invited, facts: InviteFacts) -> messages.Picture:
    """Draw the QR code of the invitation's link, with the words as the caption."""
    rendered = team_words.invited(ending, facts)
    return messages.Picture(qr_code.png(facts.link), rendered.text, rendered.buttons)


def advocate_sheet(
    _ending: team_endings.AdvocateSheet, facts: InviteFacts
) -> messages.Document:
    """Lay out the page for advocates, with the QR code of the invitation's link."""
    caption = advocate_page.caption(facts.uses, team_words.until(facts))
    return messages.Document(sheets.pdf(facts), advocate_page.FILENAME, caption)
