"""A member in the making: values by field, what is kept, what is to be told."""

from typing import Any

from bot.rules.lists import merge_rows, sheet_member
from bot.sheets.values import text

_NAMES = frozenset({*sheet_member.NAMES, "full_name"})
MOST_TEXT = 32_767
"""A cell of Excel holds no more."""
MOST_NAME = 200
"""So many letters of a name or a workplace are kept: longer ones fit on no card."""


class Draft:
    """Collects what the cells of one row say."""

    def __init__(self, row: sheet_member.Row) -> None:
        self.row = row
        self.values: dict[str, str] = {}
        self.opted_out = False
        self.extra: list[tuple[str, str]] = []
        self.warnings: list[sheet_member.Warned] = []

    def warn(self, field: str | None, kind: str, words: str = "") -> None:
        """Tell the organiser something of this row."""
        self.warnings.append(sheet_member.Warned(self.row, field, kind, words[:500]))

    def keep(self, label: str, words: str) -> None:
        """Keep words that fit no field, where a person sees them."""
        pair = (label, words)
        if words and pair not in self.extra:
            self.extra.append(pair)

    def give(self, field: str, value: str, label: str) -> None:
        """Fill a field; what is there stays, another value is kept beside it."""
        there = self.values.setdefault(field, value)
        if there != value:
            self.keep(label, value)
            self.warn(field, "several_values", value)

    def words(self, field: str, cell: text.Raw) -> None:
        """Fill a field with text as it stands, told of where it is odd."""
        found = text.lines(cell) if field == "notes" else text.seen(cell)
        if not found or (field in text.SILENT and found.lower() in text.NOTHING):
            return
        if field in _NAMES and found.lower() in text.NO_NAME:
            return
        if text.damaged(found):
            self.warn(field, "damaged_text", found)
            found = text.mended(found)
        if text.live(found):
            self.warn(field, "formula_like_text", found)
        most = MOST_TEXT if field == "notes" else MOST_NAME
        if len(found) > most:
            self.warn(field, "text_cut")
            found = found[:most]
        if field == "notes":
            self.values[field] = str(
                merge_rows.join_notes(self.values.get(field), found)
            )
        else:
            self.values.setdefault(field, found)

    def member(self) -> sheet_member.SheetMember:
        """Return the member, as far as the row told."""
        values: dict[str, Any] = {**self.values, "do_not_contact": self.opted_out}
        return sheet_member.SheetMember((self.row,), **values, extra=tuple(self.extra))
