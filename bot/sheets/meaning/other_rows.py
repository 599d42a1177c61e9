"""Rows that are no members: totals, repeated headings, section headings, footers."""

import re
from collections.abc import Sequence

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import columns
from bot.sheets.values import numbers, text

TOTAL = re.compile(
    r"(?:grand |sub-?|overall )?totals?\b|sum of\b|count of\b|average\b"
    r"|(?:number|no\.?|count) (?:of )?(?:members|people|rows|records)\b"
    r"|(?:members|records|rows)(?: in (?:list|total))?:? *\d*$"
    r"|end of (?:list|file|report|data)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+]?[\d ,.]+%?")
_WAITING = re.compile(
    r"tb[ac]\b|n/?a\b|none|nil|unknown|pending|applied|awaiting|new\b|not known|\W*$"
    r"|to follow|to come|no (?:number|idea)|don'?t know|lapsed|joining|just joined",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"print|produced|prepared|export|generat|report|page \d|source\b|confidential"
    r"|updated|as (?:at|of)\b|note\b|copyright|©|created|run (?:on|by)\b|key\b"
    r"|data protection",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\d+ (?:members?|people|staff|names|rows|in total|entries|voters)\b|\(\d+\)$",
    re.IGNORECASE,
)
_REACH = frozenset(sheet_member.REACH)
_IDENTITY = ("membership_number", "first_name", "last_name", "full_name")


def verdict(plan: columns.Plan, cells: raw_table.Cells) -> str | None:
    """Why this row is no member; None if it may be one."""
    filled = {
        i: text.seen(cell) for i, cell in enumerate(cells) if not text.blank(cell)
    }
    words = list(filled.values())
    if _repeats(plan, filled):
        return "repeated_header"
    given = _given(plan, filled)
    number = given.get("membership_number", "")
    numbered = bool(numbers.clean(number).values)
    if len(set(words)) == 1 and not (numbered and len(number) > 3):
        return _alone(words[0])
    if TOTAL.match(words[0]) and not (numbered and words[0] != number):
        return "totals_row"
    if not numbered or _FIGURE.fullmatch(number):
        named = [given[name] for name in _IDENTITY[1:] if name in given]
        if _figures(named, given, numbered):
            return "totals_row"
    reached = not _REACH.isdisjoint(given)
    if not numbered and not reached and any(map(_COUNTED.search, words)):
        return "section_heading"
    if number and not numbered and _footer(number, given):
        return "footer_note"
    return None


def suspect(column: columns.Column, cell: text.Raw) -> bool:
    """Say whether a cell may belong to a total, or to headings that come again."""
    if column.field not in _IDENTITY:
        return False
    words = text.seen(cell)
    figure = column.field != "membership_number" and _FIGURE.fullmatch(words)
    return bool(TOTAL.match(words) or (words and figure) or words == column.title)


def _given(plan: columns.Plan, filled: dict[int, str]) -> dict[str, str]:
    """Read the words of each field.

    Of the first filled column where there are several.
    """
    found: dict[str, str] = {}
    for column in plan.columns:
        if column.index in filled:
            found.setdefault(column.field, filled[column.index])
    return found


def _repeats(plan: columns.Plan, filled: dict[int, str]) -> bool:
    labels = plan.head.labels
    same = [
        i
        for i, words in filled.items()
        if i < len(labels) and words.casefold() == labels[i][1].casefold() != ""
    ]
    return len(same) >= 2 and len(same) * 2 > len(filled)


def _alone(words: str) -> str:
    """Say what a single filled cell is."""
    if TOTAL.match(words):
        return "totals_row"
    sentence = len(words) > 40 or words[-1] in ".!" or words.startswith(("*", "("))
    sentence = sentence or bool(_FOOTER.match(words))
    return "footer_note" if sentence else "section_heading"


def _figures(named: Sequence[str], given: dict[str, str], numbered: bool) -> bool:
    """Words beside figures where names should stand, or a total among the names."""
    if any(TOTAL.match(name) for name in named):
        return not any(field in given for field in ("mobile", "personal_email"))
    if numbered or not named:
        return False
    return all(_FIGURE.fullmatch(name) for name in named)


def _footer(number: str, given: dict[str, str]) -> bool:
    """Words in the place of the number, and nothing that could reach anybody."""
    if _WAITING.match(number) or not _REACH.isdisjoint(given):
        return False
    named = "first_name" in given and "last_name" in given
    few = len(given) <= 3 and "ballot_status" not in given
    return few and (not named or bool(_FOOTER.match(number)))
