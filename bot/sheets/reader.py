"""All rows of a sheet, fast: cells seen before are not read twice.

A row of plain cells takes the short way, where each cell is looked up among those read
before; the row is read in full whenever one of its cells is anything but plain.
"""

from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Any

from bot.rules import people
from bot.sheets import columns, members, tables

_REMEMBERED = 4096
_UNIQUE = frozenset({"membership_number", "personal_email", "work_email"})
_ORDER = people.FIELDS
_NUMBER, _FIRST, _LAST = (_ORDER.index(n) for n in ("membership_number", *people.NAMES))
_REACH = itemgetter(*(_ORDER.index(name) for name in people.REACH))


class _Unusual(Exception):
    """A cell that is not plain: its row is read in full."""


class _Cells(dict[Any, Any]):
    """The plain cells of one column with their values, as far as they were met."""

    def __init__(self, read: Callable[[Any], Any], remember: bool) -> None:
        super().__init__()
        self._read = read
        self._remember = remember

    def __missing__(self, cell: Any) -> Any:
        value = self._read(cell)
        if self._remember and len(self) < _REMEMBERED:
            self[cell] = value
        return value


def rows(
    setting: members.Setting, table: tables.Table
) -> Iterator[tuple[members.Told, list[people.Warned]]]:
    """The member of every row below the headings, or why there is none."""
    short = _short_way(setting)
    start = setting.plan.head.row
    for number, cells in table.lines():
        if number <= start:
            continue
        found = short(number, cells) if short else None
        if found:
            yield found, []
        else:
            told = members.member(setting, number, cells)
            if told:
                yield told


def _short_way(
    setting: members.Setting,
) -> Callable[[int, tables.Cells], people.SheetMember | None] | None:
    """A reader of plain rows; none where a field comes from several columns."""
    by_field: dict[str, columns.Column] = {}
    for column in setting.plan.columns:
        if column.field in by_field or column.field == "full_name" or column.status:
            return None
        by_field[column.field] = column
    facts = setting.facts
    odd = {row for row, _ in facts.errors | facts.uncounted}
    width = len(setting.plan.head.labels)
    readers = [_Cells(*_reading(setting, by_field.get(name))) for name in _ORDER]
    indexes = [by_field[name].index if name in by_field else width for name in _ORDER]
    pick = itemgetter(*indexes)

    def short(number: int, cells: tables.Cells) -> people.SheetMember | None:
        if len(cells) != width or number in odd:
            return None
        try:
            values = [
                reader[cell]
                for reader, cell in zip(readers, pick([*cells, ""]), strict=True)
            ]
        except _Unusual:
            return None
        if values[_NUMBER] is None or not any(_REACH(values)):
            return None
        if values[_FIRST] is None and values[_LAST] is None:
            return None
        return people.SheetMember((setting.ref(number),), *values)

    return short


def _reading(
    setting: members.Setting, column: columns.Column | None
) -> tuple[Callable[[Any], Any], bool]:
    """How one field is read from its column, and whether its cells come again."""
    if column is None:
        return (lambda _: None), True
    name = column.field
    return members.plain_cell(setting, column, _Unusual), name not in _UNIQUE
