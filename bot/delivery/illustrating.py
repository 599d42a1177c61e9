"""Pictures to the words of the posting clock."""

import threading
from functools import lru_cache

from bot import pictures
from bot.rules import nudged, showing
from bot.rules.endings import balloting
from bot.rules.endings import posting as endings
from bot.rules.stats import SMALL
from bot.texts import balloting as words
from bot.texts import messages, posting

# One figure at a time: drawing shares state between threads.
_drawing = threading.Lock()


def say(ending: endings.Ending, facts: posting.Facts) -> messages.Said | None:
    """The words; for the countdown as the caption of a small picture.

    No picture while the count is so small that the bar would give it away.
    """
    message = posting.say(ending, facts)
    counted = isinstance(facts, nudged.Countdown) and facts.reported >= SMALL
    if message is None or not counted:
        return message
    assert isinstance(facts, nudged.Countdown)
    content = progress(round(facts.reported / facts.base, 2), facts.ballot.line)
    return messages.Picture(content, message.text, message.buttons)


@lru_cache(maxsize=256)
def progress(share: float, line: float | None) -> bytes:
    """The bar, drawn once for each percent."""
    with _drawing:
        return pictures.progress(share, line)


def setup(
    ending: balloting.Ending, facts: showing.BallotFacts | None
) -> messages.Said | None:
    """The words; the weeks as the caption of their picture."""
    message = words.say(ending, facts)
    if not isinstance(ending, balloting.Weeks) or not (facts and facts.ballot):
        return message
    if message is None:
        return None
    with _drawing:
        content = pictures.weeks(facts.ballot, facts.ballot.today(facts.now))
    return messages.Picture(content, message.text, message.buttons)
