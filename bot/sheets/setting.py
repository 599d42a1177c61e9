"""What holds for all rows of a sheet, and what its rows show of it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.rules import people
from bot.sheets import columns, tables
from bot.sheets.values import dates


@dataclass
class Setting:
    """What holds for all rows of a sheet, and what they show of its columns."""

    plan: columns.Plan
    facts: tables.Facts
    today: dt.date
    sheet: str = ""
    """Set where members come from several sheets: rows are named after it."""
    advocate: str | None = None
    orders: Mapping[str, str] = field(default_factory=dict)
    meanings: Mapping[str, str] = field(default_factory=dict)
    width: int | None = None
    """To how many digits numbers are filled up with zeros."""
    text: bool = False
    shown: dict[str, set[str]] = field(default_factory=dict)
    """By column: what its dates show, day first, month first or either."""
    unsure: dict[str, list[people.Row]] = field(default_factory=dict)
    """By column: rows whose date could be either, where the column does not tell."""
    bare: dict[tuple[str, str], list[people.Row]] = field(default_factory=dict)
    """Rows whose status is a bare yes or no that may mean several things."""

    def ref(self, number: int) -> people.Row:
        """A row as the report names it."""
        return f"{self.sheet}!{number}" if self.sheet else number

    def order(self, title: str) -> str:
        """Day or month first in this column."""
        return self.orders.get(title, dates.DAY_FIRST)
