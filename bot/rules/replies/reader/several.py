"""Split a message about several members, all of them held by the sender."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.rules.replies.reader import lexicon, plain_words

_BREAK = re.compile(r"[,.;!?\n]+\s*|\s+(?:and|but|while|whereas|&)\s+", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Names that are words too count only with their capital.
_WORDS_TOO = lexicon.words("several.words_too")
_SLIPPED = 5


class Held(NamedTuple):
    """A member the sender holds, by the names people use."""

    id: int
    first_name: str
    last_name: str
    preferred_name: str = ""


class _Named(NamedTuple):
    member: int
    start: int
    end: int


def split(text: str, members: Sequence[Held]) -> tuple[tuple[int, str], ...]:
    """Each member named with the words about them, the name said as `they`.

    Empty when fewer than two are named; a name two of them share is not matched.
    """
    named = list(_named(text, members))
    if len({n.member for n in named}) < 2:
        return ()
    about: dict[int, list[str]] = {}
    waiting: list[int] = []
    current: list[int] = []
    for start, end in _pieces(text):
        here = [n for n in named if start <= n.start < end]
        words = _said(text, start, end, here)
        if here:
            current = waiting + [n.member for n in here]
        if here and words == "they":
            waiting = current
            continue
        waiting = []
        for member in dict.fromkeys(current) if words else ():
            about.setdefault(member, []).append(words)
    return tuple((member, ", ".join(parts)) for member, parts in about.items())


def only(text: str, members: Sequence[Held]) -> int | None:
    """Find the one member who is named; None where nobody is, or several are."""
    named = {found.member for found in _named(text, members)}
    return named.pop() if len(named) == 1 else None


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in _BREAK.finditer(text):
        if found.start() > at:
            yield at, found.start()
        at = found.end()
    if at < len(text):
        yield at, len(text)


def _said(text: str, start: int, end: int, named: Sequence[_Named]) -> str:
    out, at = "", start
    for name in named:
        out += text[at : name.start] + "they"
        at = name.end
    return (out + text[at:end]).strip(" :-–—\t")


def _named(text: str, members: Sequence[Held]) -> Iterator[_Named]:
    words = list(_WORD.finditer(text))
    taken = -1
    for place, word in enumerate(words):
        if place <= taken:
            continue
        said = _bare(word[0])
        after = _bare(words[place + 1][0]) if place + 1 < len(words) else ""
        fits = [m for m in members if _called(said, word[0], m)]
        full = [m for m in fits if after and after == m.last_name.casefold()]
        if full:
            taken = place + 1
        chosen = full or fits
        if len(chosen) == 1:
            last = words[place + 1] if full else word
            end = last.end() - (len(last[0]) - len(_bare(last[0])))
            yield _Named(chosen[0].id, word.start(), end)


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word.casefold())


def _called(said: str, typed: str, member: Held) -> bool:
    """Whether a word is one of the member's names, or one slip from it."""
    names = {n.casefold() for n in (member.first_name, member.preferred_name) if n}
    if said in names or (said == member.last_name.casefold() and typed[0].isupper()):
        return said not in _WORDS_TOO or typed[0].isupper()
    return len(said) >= _SLIPPED and any(
        len(name) >= _SLIPPED
        and name[0] == said[0]
        and plain_words.one_slip(said, name)
        for name in names
    )
