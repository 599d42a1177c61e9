"""Cuts a message into word pieces, the units that the encoder reads (BERT, uncased)."""

import unicodedata
from collections.abc import Iterator, Mapping

UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"
LONGEST = 96
"""Pieces of a message that are read; the rest is cut off."""
_LONGEST_WORD = 40
_PLAIN = str.maketrans("’‘“”\u00a0", "''\"\" ")


def pieces(text: str, known: Mapping[str, int]) -> list[int]:
    """Return the numbers of the pieces, between a first and a last mark."""
    found = [number for word in _words(text) for number in _split(word, known)]
    return [known[FIRST], *found[: LONGEST - 2], known[LAST]]


def _words(text: str) -> Iterator[str]:
    """Yield words and single marks, in lower case and without accents."""
    word = ""
    for letter in unicodedata.normalize("NFD", text.translate(_PLAIN).lower()):
        kind = unicodedata.category(letter)
        if kind == "Mn":
            continue
        if not _ends_word(letter, kind):
            word += letter
            continue
        if word:
            yield word
            word = ""
        if kind == "So":
            yield from _emoji(letter)
        elif not letter.isspace() and kind[0] != "C":
            yield letter
    if word:
        yield word


def _ends_word(letter: str, kind: str) -> bool:
    """Whether a letter stands between words: a blank, a mark, an emoji."""
    blank = letter.isspace() or kind[0] == "C"
    mark = kind[0] == "P" or (letter.isascii() and not letter.isalnum())
    return blank or mark or kind == "So"


def _emoji(letter: str) -> list[str]:
    """Return what an emoji shows, in words: the encoder knows no emoji."""
    return unicodedata.name(letter, "picture").lower().replace("-", " ").split()


def _split(word: str, known: Mapping[str, int]) -> list[int]:
    """Return the longest known pieces from the start; unknown where one is missing."""
    found: list[int] = []
    start = 0
    while start < len(word) <= _LONGEST_WORD:
        end = _end_of_piece(word, start, known)
        if end == start:
            break
        found.append(known[_piece(word, start, end)])
        start = end
    return found if start == len(word) else [known[UNKNOWN]]


def _end_of_piece(word: str, start: int, known: Mapping[str, int]) -> int:
    ends = range(len(word), start, -1)
    return next((end for end in ends if _piece(word, start, end) in known), start)


def _piece(word: str, start: int, end: int) -> str:
    return ("##" if start else "") + word[start:end]
