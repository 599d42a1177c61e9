"""Typed words as they may be kept: refused, or without a postal address (S15)."""

from bot.rules.replies import drafts
from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context


def take(context: Context) -> str | replies_endings.WordsNotKept:
    """Return the words to keep, and say what is left out; refuse what never is."""
    if refused := drafts.refusals(context.words):
        ending = replies_endings.WordsNotKept(refused)
        context.tell(ending)
        return ending
    words = drafts.without_address(context.words)
    if words != context.words:
        context.tell(replies_endings.AddressNotKept())
    return words
