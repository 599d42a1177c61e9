"""A page of figures as a PDF for A4; what does not fit goes onto further sheets."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.pictures import paper, style
from bot.pictures.paper import (
    BODY,
    GAP,
    HEADING,
    HEIGHT,
    INNER,
    MARGIN,
    SMALL,
    SPACING,
    TITLE,
)
from bot.texts.pages import Drawing, Items, Lines, Part, Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

BOTTOM = HEIGHT - MARGIN
LINE = BODY * SPACING
HALF = (INNER - 2 * GAP) / 2
LETTER = 0.55
"""How wide a letter is at most, on average, in sizes of the letters."""
FIRST = {2: 0.65, 3: 0.48, 4: 0.36}
"""The share of a table that its first column takes, by how many there are."""
REST = 0.25
"""The same of a table of more."""
NARROW = 3
"""Columns of a table that has room beside another."""


def pdf(title: str, parts: Sequence[Part]) -> bytes:
    """Lay out the page."""
    return style.pdf(*draw(title, parts))


def draw(title: str, parts: Sequence[Part]) -> list["Figure"]:
    """Draw the parts on as many sheets as they need; folded tables are left out."""
    sheets = _Sheets()
    sheets.write(title, TITLE, bold=True)
    told = [one for one in parts if not (isinstance(one, Table) and one.folded)]
    for group in _groups(told):
        match group:
            case [Drawing() as drawing, Lines() as lines]:
                sheets.beside(drawing, lines)
            case [Table() as left, Table() as right]:
                sheets.tables(left, right)
            case [part]:
                sheets.add(part)
    return [page.figure for page in sheets.pages]


def _groups(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Put what has room beside each other together, in the order it comes."""
    waiting: list[Part] = []
    for part in parts:
        if waiting and _pair(waiting[0], part):
            yield [waiting.pop(), part]
            continue
        if waiting:
            yield [waiting.pop()]
        waiting.append(part)
    if waiting:
        yield waiting


def _pair(left: Part, right: Part) -> bool:
    match left, right:
        case Drawing(), Lines():
            return True
        case Table(), Table():
            narrow = max(len(left.headings), len(right.headings)) <= NARROW
            return (
                narrow and max(_height(left, HALF), _height(right, HALF)) < BOTTOM / 2
            )
        case _:
            return False


def _lines(words: str, size: float, width: float) -> int:
    """Count the lines that words will take, rather one too many than too few."""
    return max(1, len(textwrap.wrap(words, max(8, int(width / (size * LETTER))))))


def _row_height(cells: Sequence[str], widths: Sequence[float]) -> float:
    found = (
        _lines(cell, BODY, width) for cell, width in zip(cells, widths, strict=True)
    )
    return LINE * max(found) + 2


def _widths(table: Table, width: float) -> list[float]:
    others = len(table.headings) - 1
    first = width * FIRST.get(others + 1, REST)
    return [first, *[(width - first) / others] * others]


def _height(table: Table, width: float) -> float:
    rows = (_row_height(row, _widths(table, width)) for row in table.rows)
    return GAP + HEADING * SPACING + 2 * LINE + sum(rows)


class _Sheets:
    """Sheets that fill one after the other."""

    def __init__(self) -> None:
        self.pages = [paper.page()]

    @property
    def page(self) -> paper.Page:
        return self.pages[-1]

    def room(self, height: float) -> None:
        """Begin a new sheet where so much has no room on this one."""
        if self.page.y + height > BOTTOM and self.page.y > MARGIN:
            self.pages.append(paper.page())

    def write(self, words: str, size: float = BODY, *, bold: bool = False) -> None:
        """Write over the whole width."""
        self.room(_lines(words, size, INNER) * size * SPACING)
        self.page.y = self.page.write(words, size, bold=bold) + 2

    def beside(self, drawing: Drawing, lines: Lines) -> None:
        """Put words to the right of a picture."""
        width, height = _size(drawing, INNER * 0.45)
        self.page.y += GAP / 2
        self.room(height)
        page = self.page
        page.picture(drawing.light, MARGIN, width, height)
        y, x = page.y + GAP, MARGIN + width + 2 * GAP
        for line in lines.lines:
            y = page.write(line, x=x, width=INNER - width - 2 * GAP, y=y) + GAP / 2
        page.y = max(y, page.y + height)

    def tables(self, left: Table, right: Table) -> None:
        """Put two tables beside each other."""
        self.room(max(_height(left, HALF), _height(right, HALF)))
        top, page = self.page.y, self.page
        self._table(left, MARGIN, HALF)
        below, page.y = page.y, top
        self._table(right, MARGIN + HALF + 2 * GAP, HALF)
        page.y = max(below, page.y)

    def add(self, part: Part) -> None:
        """Put a part below what is there."""
        match part:
            case Lines():
                self.page.y += GAP / 2
                for line in part.lines:
                    self.write(line, SMALL if part.small else BODY)
            case Table():
                self._table(part, MARGIN, INNER)
            case Items():
                self.page.y += GAP / 2
                self.write(part.title, HEADING, bold=True)
                for item in part.items:
                    self.write(f"• {item}")
            case Drawing():
                width, height = _size(part, INNER * 0.6)
                self.room(height)
                self.page.picture(part.light, MARGIN, width, height)
                self.page.y += height

    def _table(self, table: Table, x: float, width: float) -> None:
        self.room(GAP + HEADING * SPACING + 3 * LINE)
        page, widths = self.page, _widths(table, width)
        page.y = page.write(
            table.title, HEADING, x=x, width=width, y=page.y + GAP, bold=True
        )
        self._row(table.headings, x, widths, bold=True)
        for row in table.rows:
            self._row(row, x, widths)

    def _row(
        self,
        cells: Sequence[str],
        x: float,
        widths: Sequence[float],
        *,
        bold: bool = False,
    ) -> None:
        self.room(_row_height(cells, widths))
        page, bottoms = self.page, []
        for cell, width in zip(cells, widths, strict=True):
            bottoms.append(page.write(cell, x=x, width=width - GAP / 2, bold=bold))
            x += width
        page.y = max(bottoms) + 1


def _size(drawing: Drawing, width: float) -> tuple[float, float]:
    """Give the size of a picture of this width: width and height stand in its head."""
    across, down = (
        int.from_bytes(drawing.light[at : at + 4], "big") for at in (16, 20)
    )
    return width, width * down / across
