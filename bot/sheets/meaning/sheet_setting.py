"""What holds for all rows of a sheet, and what its rows show of it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import columns
from bot.sheets.values import dates, text

LONGEST_EXAMPLE = 60


@dataclass
class Setting:
    """What holds for all rows of a sheet, and what they show of its columns."""

    plan: columns.Plan
    facts: raw_table.Facts
    today: dt.date
    sheet: str = ""
    """Set where members come from several sheets: rows are named after it."""
    advocate: str | None = None
    orders: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    width: int | None = None
    """To how many digits numbers are filled up with zeros."""
    text: bool = False
    left: bool = False
    """Whether those of this sheet, or of this part of it, have left."""
    shown: dict[str, set[str]] = field(default_factory=dict)
    """By column: what its dates show, day first, month first or either."""
    unsure: dict[str, list[sheet_member.Row]] = field(default_factory=dict)
    """By column: rows whose date could be either, where the column does not tell."""
    bare: dict[tuple[str, str], list[sheet_member.Row]] = field(default_factory=dict)
    """Rows whose status is a bare yes or no that may mean several things."""
    seen: dict[int, str] = field(default_factory=dict)
    """The first filled cell of each column that is not used, by index."""

    def __post_init__(self) -> None:
        self._empty = set(self.plan.unmapped) - self.plan.never

    def held(self, cells: raw_table.Cells) -> raw_table.Cells:
        """Return a row without the columns that are never held."""
        return [cell for i, cell in enumerate(cells) if i not in self.plan.never]

    def look(self, cells: raw_table.Cells) -> None:
        """Remember the first filled cell of each column that is not used."""
        if not self._empty:
            return
        for index in [i for i in self._empty if i < len(cells)]:
            if words := text.seen(cells[index]):
                self.seen[index] = words[:LONGEST_EXAMPLE]
                self._empty.remove(index)

    def examples(self) -> Iterator[tuple[str, str]]:
        """Yield the columns that are not used, each with a cell of it or ""."""
        for index, title in self.plan.unmapped.items():
            yield title, self.seen.get(index, "")

    def ref(self, number: int) -> sheet_member.Row:
        """Name a row as the report does."""
        return f"{self.sheet}!{number}" if self.sheet else number

    def order(self, title: str) -> str:
        """Day or month first in this column."""
        return self.orders.get(title, dates.DAY_FIRST)
