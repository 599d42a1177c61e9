"""Pictures to the words of the posting clock."""

import threading
from functools import lru_cache

from bot import pictures
from bot.rules.ballot import endings as ballot_endings
from bot.rules.ballot.screens import BallotFacts
from bot.rules.nudges import endings, nudge_facts
from bot.rules.stats.stats_report import SMALL
from bot.texts import messages
from bot.texts.ballot import endings as ballot_words
from bot.texts.nudges import endings as words

# One figure at a time: drawing shares state between threads.
_drawing = threading.Lock()


def group_nudged(
    ending: endings.GroupNudged, told: nudge_facts.ToGroup
) -> messages.Said:
    """Say a nudge; the countdown as the caption of a small picture.

    No picture while the count is so small that the bar would give it away.
    """
    said = words.group_nudged(ending, told)
    if not isinstance(told, nudge_facts.Countdown) or told.reported < SMALL:
        return said
    content = progress(round(told.reported / told.base, 2), told.ballot.line)
    return messages.Picture(content, said.text, said.buttons)


@lru_cache(maxsize=256)
def progress(share: float, line: float | None) -> bytes:
    """Draw the bar, once for each percent."""
    with _drawing:
        return pictures.progress(share, line)


def weeks(ending: ballot_endings.Weeks, facts: BallotFacts) -> messages.Picture:
    """Draw the weeks, with the dates as the caption."""
    said = ballot_words.weeks(ending, facts)
    with _drawing:
        content = pictures.weeks(facts.ballot, facts.ballot.today(facts.now))
    return messages.Picture(content, said.text, said.buttons)
