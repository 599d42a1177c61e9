"""Where the headings stand: titles above them, group headings over them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.sheets.files import raw_table
from bot.sheets.meaning import headings
from bot.sheets.values import text

WITHIN = 60
"""The headings are looked for in this many rows from the top."""

_IDENTITY = frozenset({"membership_number", "first_name", "last_name", "full_name"})
_REACH = frozenset({"mobile", "phone", "personal_email", "work_email"})
_DATA = re.compile(r"\S@\S|\d{5}|\d{1,2}[/.]\d{1,2}[/.]\d{2}")

_REACHES = re.compile(r"\S@\S|\d{5}")
"""An address or a number: a member's row, not the lower of two rows of headings."""


@dataclass(frozen=True)
class Head:
    """The row of headings (the lower of two), each with its group if it has one."""

    row: int
    labels: tuple[tuple[str, str], ...]
    """Group and heading of each column, blank where there is none."""

    def title(self, index: int) -> str:
        """Write a heading as it is reported: "Group: Heading"."""
        group, heading = self.labels[index]
        return f"{group}: {heading}" if group and heading else heading or group


def find(
    rows: Sequence[tuple[int, raw_table.Cells]], facts: raw_table.Facts, year: int
) -> Head | None:
    """Find the headings among the first rows; None where nothing looks like them."""
    best: tuple[float, Head] | None = None
    for place, (number, cells) in enumerate(rows):
        if not _labels_only(cells):
            continue
        above = rows[place - 1] if place else None
        above = above if above and above[0] == number - 1 else None
        for head in _heads(number, cells, above, facts):
            score = _score(head, year)
            if score and (best is None or score > best[0]):
                best = score, head
    return best[1] if best else _by_content(rows)


def _by_content(rows: Sequence[tuple[int, raw_table.Cells]]) -> Head | None:
    """Find the first row of words over rows with numbers or addresses, as wide."""
    for (number, cells), (_, below) in pairwise(rows):
        labels = [text.seen(cell) for cell in cells]
        wide = len({label for label in labels if label}) >= 2
        data = any(_DATA.search(text.seen(cell)) for cell in below)
        if wide and data and _labels_only(cells) and not _labels_only(below):
            return Head(number, tuple(("", label) for label in labels))
    return None


def _labels_only(cells: raw_table.Cells) -> bool:
    """Hardly any numbers, dates or addresses: nothing that only a member's row has."""
    filled = [cell for cell in cells if not text.blank(cell)]
    labels = [
        cell
        for cell in filled
        if isinstance(cell, str) and len(cell) < 200 and not _DATA.search(cell)
    ]
    return bool(labels) and len(filled) - len(labels) <= len(filled) // 6


def _heads(
    number: int,
    cells: raw_table.Cells,
    above: tuple[int, raw_table.Cells] | None,
    facts: raw_table.Facts,
) -> list[Head]:
    """Read this row as headings, alone or under the row above it."""
    lower = [text.seen(cell) for cell in cells]
    alone = Head(number, tuple(("", label) for label in lower))
    if above is None or not _labels_only(above[1]) or any(map(_REACHES.search, lower)):
        return [alone]
    upper = [text.seen(cell) for cell in above[1]]
    width = max(len(upper), len(lower))
    lower += [""] * (width - len(lower))
    upper += [""] * (width - len(upper))
    if not _grouping(upper, lower):
        return [alone]
    groups = _spread(upper, lower, above[0], facts)
    labels = tuple(
        (group if label else own, label if label != group else "")
        for group, own, label in zip(groups, upper, lower, strict=True)
    )
    return [Head(number, labels), alone]


def _grouping(upper: list[str], lower: list[str]) -> bool:
    """Say whether the upper row groups the lower one.

    A title over the list does not.
    """
    filled = [i for i, label in enumerate(upper) if label]
    first = next((i for i, label in enumerate(lower) if label), 0)
    if len(filled) > 1:
        return True
    return filled[0] > first and len(upper[filled[0]].split()) <= 4


def _spread(
    upper: list[str], lower: list[str], row: int, facts: raw_table.Facts
) -> list[str]:
    """Each group heading over all its columns: as merged, else up to the next one."""
    groups = list(upper)
    merged = [m for m in facts.merged if m[0] <= row <= m[2]]
    for _, first, _, last in merged:
        for column in range(first, min(last, len(groups))):
            groups[column] = groups[first - 1]
    if not any(first < last for _, first, _, last in merged):
        for column in range(1, len(groups)):
            if not groups[column] and lower[column]:
                groups[column] = groups[column - 1]
    return groups


def _score(head: Head, year: int) -> float:
    """How many fields these headings name; none if nobody could be found by them."""
    meanings = [
        headings.combined(*label, year)
        for label in head.labels[: raw_table.MOST_COLUMNS]
    ]
    found = {meaning.field for meaning in meanings if meaning}
    if not found & _IDENTITY or not found - {"notes"} - {"full_name"}:
        return 0
    if not found & (_REACH | {"membership_number"}):
        return 0
    sure = {m.field for m in meanings if m and m.strength > headings.VAGUE}
    grouped = any(group and label for group, label in head.labels)
    return len(sure) + len(found - sure) / 2 + (0.25 if grouped else 0)
