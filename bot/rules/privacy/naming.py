"""Find and strike out the places of a text that name a member."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.rules import hashing
from bot.rules.lists import names
from bot.rules.member import Member
from bot.rules.privacy import told_member

ERASED = "(erased)"
LEAST_SIGNS = 4
"""A shorter membership number may be any number of a text."""
_WORD = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’`]s$")
_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?:\(\+?\d+\)|\+?\d)[\d ().\-]{4,}\d")
_CODE = re.compile(r"\w[\w/-]*\w")
_BETWEEN = re.compile(r"[\s,.\-–]*")


class Naming:
    """What names one person; the last name alone where nobody else has it."""

    def __init__(self, person: Sequence[Member], *, alone: bool) -> None:
        self._ways = frozenset[str]().union(*map(told_member.ways, person))
        numbers = (hashing.normalise(one.membership_number or "") for one in person)
        self._numbers = {one for one in numbers if len(one) >= LEAST_SIGNS}
        self._names = set(_sequences(person))
        self._rarest = {max(name, key=len) for name in self._names}
        self._alone = {last for _, last in _parts(person)} if alone else set()

    def strike_out(self, text: str) -> str:
        """Return the text without what names the person."""
        for start, end in sorted(self._places(text), reverse=True):
            text = text[:start] + ERASED + text[end:]
        return text

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the person is named; no two places overlap."""
        free = 0
        found = {*self._reach(text), *self._called(text)}
        for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
            if start >= free:
                yield start, end
                free = end

    def _reach(self, text: str) -> Iterator[tuple[int, int]]:
        for pattern in (_MAIL, _NUMBER):
            for found in pattern.finditer(text):
                if told_member.way(found[0]) in self._ways:
                    yield found.span()
        for found in _CODE.finditer(text):
            if hashing.normalise(found[0]) in self._numbers:
                yield found.span()

    def _called(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield neighbouring words that are the name, or the last name alone."""
        low = re.sub("['’`]", "", names.folded(text))
        if not any(word in low for word in self._rarest):
            return
        found = [(_plain(one[0]), *one.span()) for one in _WORD.finditer(text)]
        for place in range(len(found)):
            for name in self._names:
                run = found[place : place + len(name)]
                if tuple(word for word, *_ in run) == name and _joined(text, run):
                    yield run[0][1], run[-1][2]
            for name in self._alone:
                run = found[place : place + len(name)]
                capital = run[0][1] == 0 or text[run[0][1]].isupper()
                if capital and tuple(word for word, *_ in run) == name:
                    yield run[0][1], run[-1][2]


def _joined(text: str, run: Sequence[tuple[str, int, int]]) -> bool:
    """Whether only blanks and signs stand between the words."""
    gaps = itertools.pairwise(run)
    return all(_BETWEEN.fullmatch(text[one[2] : other[1]]) for one, other in gaps)


def _plain(word: str) -> str:
    return "".join(names.words(_POSSESSIVE.sub("", word)))


def _parts(
    person: Iterable[Member],
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield first and last names as words, in the order they are written."""
    for one in person:
        last = _words(one.last_name)
        for first in filter(None, (one.first_name, one.preferred_name)):
            if last:
                yield _words(first), last


def _sequences(person: Iterable[Member]) -> Iterator[tuple[str, ...]]:
    for first, last in _parts(person):
        for called in {first, first[:1]}:
            yield called + last
            yield last + called
    for one in person:
        whole = _words(one.full_name)
        if len(whole) > 1:
            yield whole


def _words(name: str) -> tuple[str, ...]:
    return tuple(_plain(word[0]) for word in _WORD.finditer(name))
