"""Pictures to the words of the posting clock."""

import threading
from functools import lru_cache

from bot import pictures
from bot.rules.ballot import endings as ballot_endings
from bot.rules.nudges import endings, nudge_facts
from bot.rules.queue import screens as queue_screens
from bot.rules.stats.figures import SMALL
from bot.texts import messages
from bot.texts.ballot import endings as words
from bot.texts.nudges import endings as nudges_endings

# One figure at a time: drawing shares state between threads.
_drawing = threading.Lock()


def say(ending: endings.Ending, facts: nudges_endings.Facts) -> messages.Said | None:
    """The words; for the countdown as the caption of a small picture.

    No picture while the count is so small that the bar would give it away.
    """
    message = nudges_endings.say(ending, facts)
    counted = isinstance(facts, nudge_facts.Countdown) and facts.reported >= SMALL
    if message is None or not counted:
        return message
    assert isinstance(facts, nudge_facts.Countdown)
    content = progress(round(facts.reported / facts.base, 2), facts.ballot.line)
    return messages.Picture(content, message.text, message.buttons)


@lru_cache(maxsize=256)
def progress(share: float, line: float | None) -> bytes:
    """The bar, drawn once for each percent."""
    with _drawing:
        return pictures.progress(share, line)


def setup(
    ending: ballot_endings.Ending, facts: queue_screens.BallotFacts | None
) -> messages.Said | None:
    """The words; the weeks as the caption of their picture."""
    message = words.say(ending, facts)
    if not isinstance(ending, ballot_endings.Weeks) or not (facts and facts.ballot):
        return message
    if message is None:
        return None
    with _drawing:
        content = pictures.weeks(facts.ballot, facts.ballot.today(facts.now))
    return messages.Picture(content, message.text, message.buttons)
