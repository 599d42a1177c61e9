"""Typed words as they may be kept: refused, or without a postal address (S15)."""

from bot.rules.replies import drafts
from bot.rules.replies import endings as replies_endings
from bot.usecases.context import Context


def take(context: Context) -> str | replies_endings.WordsNotKept:
    """Return the typed words to keep, and say what is left out of them."""
    return of(context, context.words)


def of(context: Context, said: str) -> str | replies_endings.WordsNotKept:
    """Return words to keep, and say what is left out; refuse what never is."""
    if refused := drafts.refusals(said):
        ending = replies_endings.WordsNotKept(refused)
        context.tell(ending)
        return ending
    words = drafts.without_address(said)
    if words != said:
        context.tell(replies_endings.AddressNotKept())
    return words
