"""What in a group message could name a member: numbers, addresses, pairs of words."""

import itertools
import re
from dataclasses import dataclass

_RUN = re.compile(r"\+?\(?\d[\d ().\-]{5,}\d")
_ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"[^\W\d_]\w*(?:[-'’]\w+)*")
MOST = 400


@dataclass(frozen=True, slots=True)
class Traces:
    """What to look for in the list; nothing of it is kept."""

    numbers: frozenset[str]
    addresses: frozenset[str]
    words: tuple[str, ...]

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Neighbouring words, either way round, as a name is written."""
        low = [word.casefold() for word in self.words]
        beside = set(itertools.pairwise(low))
        return beside | {(second, first) for first, second in beside}


def traces(text: str) -> Traces:
    """Find the traces in the first words of a message."""
    runs = {_digits(run) for run in _RUN.findall(text)}
    return Traces(
        frozenset(form for run in runs for form in (run, _abroad(run))),
        frozenset(found.lower() for found in _ADDRESS.findall(text)),
        tuple(_WORD.findall(text)[:MOST]),
    )


def _digits(run: str) -> str:
    return "".join(sign for sign in run if sign.isdigit())


def _abroad(digits: str) -> str:
    """Write a British number as it is stored."""
    plain = digits.removeprefix("00")
    if plain.startswith("44"):
        return "+" + plain
    return "+44" + plain[1:] if plain.startswith("0") else plain
