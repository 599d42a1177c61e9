"""Mends one slip in a word of the trade: `recieved`, `allready`, `repalcement`."""

import functools

from bot.rules.replies import lexicon

SHORTEST = 4


def mend(word: str) -> str:
    """The word meant, if this is one slip away from one word we know; else itself."""
    if len(word) < SHORTEST or not word.isalpha() or word in _ordinary():
        return word
    slips, whole = _slips()
    if word in whole:
        return word
    near = {w for slip in (word, *_shorter(word)) for w in slips.get(slip, ())}
    near = {w for w in near if w[0] == word[0] and one_slip(word, w)}
    return near.pop() if len(near) == 1 else word


def _shorter(word: str) -> list[str]:
    return [word[:i] + word[i + 1 :] for i in range(len(word))]


def one_slip(a: str, b: str) -> bool:
    """Whether one letter is missing, extra, wrong, or two neighbours are swapped."""
    if len(a) != len(b):
        longer, other = (a, b) if len(a) > len(b) else (b, a)
        return other in _shorter(longer)
    wrong = [i for i in range(len(a)) if a[i] != b[i]]
    if len(wrong) == 2:
        i, j = wrong
        return j == i + 1 and a[i] == b[j] and a[j] == b[i]
    return len(wrong) == 1


@functools.cache
def _slips() -> tuple[dict[str, list[str]], frozenset[str]]:
    whole = lexicon.listed("trade")
    slips: dict[str, list[str]] = {}
    for word in whole:
        for slip in (word, *_shorter(word)):
            slips.setdefault(slip, []).append(word)
    return slips, whole


@functools.cache
def _ordinary() -> frozenset[str]:
    return lexicon.listed("ordinary")
