"""Finds phrases in a list of words: the one matcher under every table of the reader.

A table is text, one phrase a line. In a phrase `a|b` is either word, `<time>` any word
of that class, `x?` may be missing, `..` skips up to three words and `...` up to seven,
never past a negation. `^` and `$` are the clause's ends. A line that starts with `~` is
a weak sign: it is enough to ask by, not to record.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

BARRIER = frozenset(("not", "never", "no", "nothing", "$"))
GAPS = {"..": 3, "...": 7}


class Part(NamedTuple):
    """One place in a phrase: the words that fit, or a gap."""

    words: frozenset[str]
    optional: bool
    gap: int


class Phrase(NamedTuple):
    """A line of a table, ready to match; `then` are the words that its second may be.

    None where anything may follow its first.
    """

    name: str
    weak: bool
    parts: tuple[Part, ...]
    then: frozenset[str] | None


class Found(NamedTuple):
    """A phrase found: words `start` to `end` of the clause."""

    name: str
    weak: bool
    start: int
    end: int


class Table:
    """The phrases of one or more tables, indexed by their first word."""

    def __init__(
        self, tables: Mapping[str, str], classes: Mapping[str, frozenset[str]]
    ) -> None:
        self._index: dict[str, list[Phrase]] = {}
        for name, text in tables.items():
            for line in text.splitlines():
                if line.strip():
                    self._add(_phrase(name, line, classes))

    def _add(self, phrase: Phrase) -> None:
        for word in phrase.parts[0].words:
            self._index.setdefault(word, []).append(phrase)

    def words(self) -> set[str]:
        """Every word that some phrase names."""
        phrases = (p for several in self._index.values() for p in several)
        return {w for phrase in phrases for part in phrase.parts for w in part.words}

    def find(self, words: Sequence[str]) -> list[Found]:
        """Every phrase in these words, in order; the longest of each name and place."""
        found: dict[tuple[str, int], Found] = {}
        for start, word in enumerate(words):
            after = words[start + 1] if start + 1 < len(words) else ""
            for phrase in self._index.get(word, ()):
                if phrase.then is not None and after not in phrase.then:
                    continue  # most end here
                end = _end(phrase.parts, 0, words, start)
                key = phrase.name, start
                if end and (key not in found or _better(end, phrase, found[key])):
                    found[key] = Found(phrase.name, phrase.weak, start, end)
        return list(found.values())

    def rewrite(self, words: Sequence[str]) -> list[str]:
        """Replace each phrase, leftmost and longest, by its name."""
        longest: dict[int, Found] = {}
        for hit in self.find(words):
            if hit.start not in longest or hit.end > longest[hit.start].end:
                longest[hit.start] = hit
        out: list[str] = []
        at = 0
        while at < len(words):
            if at in longest:
                out.extend(longest[at].name.split())
                at = longest[at].end
            else:
                out.append(words[at])
                at += 1
        return out


def _better(end: int, phrase: Phrase, other: Found) -> bool:
    return (end, not phrase.weak) > (other.end, not other.weak)


def _phrase(name: str, line: str, classes: Mapping[str, frozenset[str]]) -> Phrase:
    parts = tuple(_part(p, classes) for p in line.replace("~", " ").split())
    return Phrase(name, line.lstrip().startswith("~"), parts, _then(parts))


def _then(parts: Sequence[Part]) -> frozenset[str] | None:
    """Give the words of the second part, where it and the first have to be there."""
    free = len(parts) < 2 or any(part.optional for part in parts[:2])
    return None if free else parts[1].words


def _part(text: str, classes: Mapping[str, frozenset[str]]) -> Part:
    if text in GAPS:
        return Part(frozenset(), True, GAPS[text])
    optional = len(text) > 1 and text.endswith("?")
    words: set[str] = set()
    for word in text.removesuffix("?").split("|") if optional else text.split("|"):
        words |= classes[word[1:-1]] if word.startswith("<") else {word}
    return Part(frozenset(words), optional, 0)


def _end(parts: tuple[Part, ...], at: int, words: Sequence[str], i: int) -> int:
    """Where the parts from `at` on end, begun at word `i`; 0 if they do not fit."""
    if at == len(parts):
        return i
    part = parts[at]
    if part.gap:
        for step in range(part.gap + 1):
            if i + step > len(words) or (step and words[i + step - 1] in BARRIER):
                return 0
            if end := _end(parts, at + 1, words, i + step):
                return end
        return 0
    fits = i < len(words) and words[i] in part.words
    if fits and (end := _end(parts, at + 1, words, i + 1)):
        return end
    return _end(parts, at + 1, words, i) if part.optional else 0
