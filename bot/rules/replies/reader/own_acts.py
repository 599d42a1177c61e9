"""What an advocate did or wants, which says nothing of the member."""

import re

from bot.rules.replies.reader import lexicon

_SENT = lexicon.words("own_acts.sent")
_LEFT = lexicon.words("own_acts.left")
_MESSAGE = lexicon.words("own_acts.message")
_SLIP = lexicon.words("own_acts.slip")
_WROTE = lexicon.words("own_acts.wrote")
_AROUND = lexicon.words("own_acts.around")
_WANTS = lexicon.words("own_acts.wants")
_MORE = lexicon.words("own_acts.more")


def plain(text: str) -> list[str]:
    """Split into bare words: "I've sent an e-mail" has no marks left in it."""
    return re.findall(r"[^\W_]+", re.sub(r"['’-]", "", text.lower()))


def sent_message(text: str) -> bool:
    """Whether it says no more than that the advocate sent or left a message."""
    words = set(plain(text))
    if not words <= _SENT | _LEFT | _MESSAGE | _WROTE | _AROUND:
        return False
    left = words & _LEFT and words & _SLIP
    return bool(words & _WROTE or (words & _SENT and words & _MESSAGE) or left)


def wants_next(text: str) -> bool:
    """Whether it only asks for another member."""
    words = set(plain(text))
    return words <= _MORE and bool(words & _WANTS)
