"""Feedback: until when it is taken, what of it is shown, and what a slip says."""

import datetime as dt
import re
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_rules

LEAST = 5
"""So many anonymous answers are shown together, never fewer."""


class Kind(StrEnum):
    """Where a sheet of feedback comes from."""

    COMMENT = "comment"
    SURVEY = "survey"
    MEMBER = "member"


QUESTIONS = 3
OPTIONS = "abc"
"""The answers to a question of the survey, in the order of their buttons."""
MARKS = "12345"
"""What a member may answer, 5 being the best."""


def closes(ballot: Ballot) -> dt.datetime:
    """Until when feedback is taken."""
    return ballot.closes + case_rules.AFTER_CLOSE


def names_any(words: Iterable[str], people: Iterable[str]) -> bool:
    """Whether one of the words is part of one of these people's names."""
    parts = {part for name in people for part in name.casefold().split()}
    return any(
        word.casefold().removesuffix("'s").removesuffix("’s") in parts for word in words
    )


def is_shown(*, named: bool, together: bool, filled: int, over: bool) -> bool:
    """Whether the organisers see a filled sheet.

    `together`: it is one of enough that were shown at a time; `filled`: how many of
    its kind are anonymous. What came too late for that is shown when it is `over`.
    """
    return named or together or (over and filled >= LEAST)


_LETTERS = "BCDFGHJKLMNPQRTVWXZ"
_DIGITS = "23456789"
_SHORT = frozenset(letter + digit for letter in _LETTERS for digit in _DIGITS)
_LONG = frozenset(code + digit for code in _SHORT for digit in _DIGITS)


def new_code(used: Collection[str]) -> str:
    """Choose a code for a slip at random, a short one while enough of them are free."""
    short = _SHORT.difference(used)
    free = short if len(short) > len(_SHORT) // 2 else _LONG.difference(used)
    return secrets.choice(sorted(free or short))


@dataclass(frozen=True, slots=True)
class SlipWords:
    """What came back on a slip; `unsure`: the mark may be a number of the sentence.

    `told`: it was said that a member says it, so that it can be nothing else.
    """

    code: str
    mark: str = ""
    words: str = ""
    unsure: bool = False
    told: bool = False


_SLIP = re.compile(
    r"(?P<told>(?:my|the|a|another)?\s*member\s+(?:says?|said|writes|wrote)\b[\s:,–-]*)?"
    r"[\"“'‘]?\s*(?P<code>[A-Za-z]\d{1,2})(?![\w'’])[\s:;,.–-]*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_MARK = re.compile(
    r"(?P<mark>[1-5])(?![.,]?\d)"
    r"(?P<sure>\s*(?:/\s*5|(?:out\s+)?of\s+5)(?!\d)|(?=\s*(?:$|\n|[,;:.–-](?!\d))))?"
    r"(?P<rest>(?:\W.*)?)$",
    re.DOTALL | re.IGNORECASE,
)
_EDGES = " \t\n,;:.–-\"“”'‘’"


def read_slip(text: str) -> SlipWords | None:
    """Read words that begin with a code, as in "my member says: K7 4, kind people"."""
    found = _SLIP.fullmatch(text.strip())
    if found is None:
        return None
    code, told = found["code"].upper(), found["told"] is not None
    rest = found["rest"].strip().strip('"“”')
    mark = _MARK.match(rest)
    if mark is None:
        return SlipWords(code, words=rest, told=told)
    words = mark["rest"].strip(_EDGES)
    if mark["sure"] is None and words:
        return SlipWords(code, mark["mark"], rest, unsure=True, told=told)
    return SlipWords(code, mark["mark"], words, told=told)


def is_no_mark(found: SlipWords) -> bool:
    """Whether there is a number alone, and none from 1 to 5."""
    return not found.mark and re.fullmatch(r"[\d.,/ ]+", found.words) is not None


def without_mark(words: str) -> tuple[str, str]:
    """Part a mark from the words behind it."""
    return words[:1], words[1:].strip(_EDGES)
