"""Split a message into clauses, and tell whose words each one is."""

import functools
from collections.abc import Iterator
from typing import NamedTuple

from bot.rules.replies.reader import lexicon, phrases, plain_words

_CALLED = lexicon.words("sentences.called")
STOPS = frozenset(".!?;:,\n()-")
TURNS = lexicon.words("sentences.turns")
_STARTS = lexicon.words("sentences.starts")
_SHIFT = {
    "i": "she", "me": "her", "my": "her", "mine": "hers", "we": "they", "am": "is",
    "myself": "herself",
}  # fmt: skip


class Clause(NamedTuple):
    """Words between two breaks, `^` before and `$` after; how it ended; who speaks."""

    words: tuple[str, ...]
    mark: str
    link: str
    quoted: bool


def clauses(text: str) -> list[Clause]:
    """Split a message into its clauses, in order."""
    return [
        clause
        for run, quoted in _speeches(plain_words.words(text))
        for clause in _parted(
            _joins().rewrite(_shifted(run) if quoted else run), quoted
        )
    ]


def _speeches(words: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Split words into runs outside and inside quotation marks, in turn."""
    run: list[str] = []
    quoted = False
    for word in words:
        if word == '"':
            if run:
                yield run, quoted
            run, quoted = [], not quoted
        else:
            run.append(word)
    if run:
        yield run, quoted


def _shifted(run: list[str]) -> list[str]:
    """Shift the member's own words to what somebody else would say of the member."""
    return [_SHIFT.get(word, word) for word in run if word not in _CALLED]


def _parted(words: list[str], quoted: bool) -> Iterator[Clause]:
    run: list[str] = []
    link = ""
    for place, word in enumerate(words):
        if _breaks(words, place):
            if run:
                yield Clause(("^", *run, "$"), word, link, quoted)
                link = ""
            run = []
            link = word if word in TURNS else link
        else:
            run.append(word)
    if run:
        yield Clause(("^", *run, "$"), "", link, quoted)


def _breaks(words: list[str], place: int) -> bool:
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    if word in ("and", "so", "while", "or"):
        return after in _STARTS and (word, after) not in (("or", "not"), ("or", "no"))
    return word in STOPS or word in TURNS


@functools.cache
def _joins() -> phrases.Table:
    return phrases.Table(lexicon.joins(), lexicon.classes())
