"""Find what in a group message could name a member."""

import itertools
import re
from dataclasses import dataclass
from pathlib import PurePath

_RUN = re.compile(r"\+?\(?\d[\d ().\-]{5,}\d")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_]\w*(?:[-'’]\w+)*")
MAX_WORDS = 400
_TEXT = (".csv", ".tsv", ".tab")
_BOOKS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".ods", ".fods", ".numbers")
_SHEETS = (*_TEXT, *_BOOKS)


@dataclass(frozen=True, slots=True)
class Traces:
    """Numbers, addresses and words to look up in the list; none of them is stored."""

    numbers: frozenset[str]
    addresses: frozenset[str]
    words: tuple[str, ...]

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Neighbouring words in both orders, since either may be the last name."""
        folded = [word.casefold() for word in self.words]
        neighbours = set(itertools.pairwise(folded))
        return neighbours | {(second, first) for first, second in neighbours}


def is_sheet(file_name: str) -> bool:
    """Whether a file is a spreadsheet, by its name."""
    return PurePath(file_name.strip().lower()).suffix in _SHEETS


def traces(text: str) -> Traces:
    """Find the numbers, addresses and first words of a message."""
    runs = {_digits(run) for run in _RUN.findall(text)}
    return Traces(
        frozenset(form for run in runs for form in (run, _international(run))),
        frozenset(found.lower() for found in _ADDRESS.findall(text)),
        tuple(_WORD.findall(text)[:MAX_WORDS]),
    )


def _digits(run: str) -> str:
    return "".join(sign for sign in run if sign.isdigit())


def _international(digits: str) -> str:
    """Write a British number as members' numbers are stored: +44…"""
    number = digits.removeprefix("00")
    if number.startswith("44"):
        return "+" + number
    return "+44" + number[1:] if number.startswith("0") else number
