"""A sheet as raw cells: rows numbered as Excel shows them, and what lies hidden."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.sheets.values import text

Cells = Sequence[text.Raw]
Lines = Callable[[], Iterator[tuple[int, Cells]]]
"""Makes a fresh reading of all rows: a sheet may be read more than once."""

MOST_COLUMNS = 1000
MOST_CELLS = 20_000_000
"""A grid that no list of members fills, in memory or out of it."""


class Refused(Exception):
    """This file cannot be taken; `kind` says why, in the words of the report."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.detail = detail


@dataclass(frozen=True)
class Facts:
    """What a workbook knows of its cells; places are (row, column) from 1."""

    merged: tuple[tuple[int, int, int, int], ...] = ()
    """First row, first column, last row, last column; all from 1."""
    hidden_rows: bool = False
    hidden_columns: bool = False
    errors: frozenset[tuple[int, int]] = frozenset()
    uncounted: frozenset[tuple[int, int]] = frozenset()
    """Formulas whose value was never stored."""
    zeros: dict[tuple[int, int], int] = field(default_factory=dict)
    """Numbers shown with leading zeros, and how many digits are shown."""
    part: str | None = None
    """Where in its archive the sheet lies."""
    sparse: bool = False
    """Few cells, far apart: not to be laid out as a full grid."""


@dataclass(frozen=True)
class Table:
    """One sheet, or a whole text file."""

    name: str
    lines: Lines
    visible: bool = True
    facts: Facts = Facts()
    text: bool = False
    """A text file: every row has the cells it was written with."""
