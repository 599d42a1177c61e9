"""All rows of a sheet, fast: cells seen before are not read twice.

A row of plain cells takes the short way, where each cell is looked up among those read
before; the row is read in full whenever one of its cells is anything but plain.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import call, itemgetter
from typing import Any

from bot.rules.lists import sheet_member
from bot.sheets.files import raw_table
from bot.sheets.meaning import columns, row_to_member, row_words
from bot.sheets.meaning.sheet_setting import Setting
from bot.sheets.values import emails, numbers, statuses

_REMEMBERED = 4096
_USUAL: dict[str, Any] = sheet_member.SheetMember._field_defaults
_ORDER = sheet_member.FIELDS
_NUMBER, _FIRST, _LAST = (
    _ORDER.index(n) for n in ("membership_number", *sheet_member.NAMES)
)
_REACH = itemgetter(*(_ORDER.index(name) for name in sheet_member.REACH))


class _Unusual(Exception):
    """A cell that is not plain: its row is read in full."""


class _Cells(dict[Any, Any]):
    """The plain cells of one column with their values, as far as they were met."""

    def __init__(self, read: Callable[[Any], Any]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: Any) -> Any:
        value = self._read(cell)
        if len(self) < _REMEMBERED:
            self[cell] = value
        return value


def _unique(
    quick: Callable[[str], Any], read: Callable[[Any], Any]
) -> Callable[[Any], Any]:
    """Read cells that hardly ever come again: at once if they are plain."""

    def value(cell: Any) -> Any:
        if cell == "":
            return None
        if type(cell) is str and quick(cell):
            return cell
        return read(cell)

    return value


def rows(
    setting: Setting, table: raw_table.Table
) -> Iterator[tuple[row_to_member.Told, Sequence[sheet_member.Warned]]]:
    """Read the member of every row below the headings, or why there is none."""
    short = _short_way(setting)
    start = setting.plan.head.row
    for number, cells in table.lines():
        if number <= start:
            continue
        setting.look(cells)
        found = short(number, cells) if short and not setting.left else None
        if found:
            yield found, ()
            continue
        told = row_to_member.member(setting, number, cells)
        if told:
            _section(setting, told[0])
            yield told


def _section(setting: Setting, told: row_to_member.Told) -> None:
    """Note whether the rows below a heading within the list are those who have left."""
    if isinstance(told, sheet_member.Rejected) and told.reason == "section_heading":
        setting.left = statuses.left(told.text)


def _short_way(
    setting: Setting,
) -> Callable[[int, raw_table.Cells], sheet_member.SheetMember | None] | None:
    """Make a reader of plain rows; none where a field comes from several columns."""
    by_field: dict[str, columns.Column] = {}
    for column in setting.plan.columns:
        if column.field == "full_name" or column.status:
            return None
        if column.field in by_field or column.field in ("left", "member_status"):
            return None
        by_field[column.field] = column
    facts = setting.facts
    odd = {row for row, _ in facts.errors | facts.uncounted}
    width = len(setting.plan.head.labels)
    readers = [_reading(setting, name, by_field.get(name)) for name in _ORDER]
    indexes = [by_field[name].index if name in by_field else width for name in _ORDER]
    pick, lacking = itemgetter(*indexes), width in indexes
    sheet = setting.sheet
    taken = {column.index for column in setting.plan.columns}
    unused = [index for index in range(width) if index not in taken]

    def short(number: int, cells: raw_table.Cells) -> sheet_member.SheetMember | None:
        if len(cells) != width or number in odd:
            return None
        if unused and any(row_words.telling(cells[index]) for index in unused):
            return None
        try:
            found = pick([*cells, ""]) if lacking else pick(cells)
            values = tuple(map(call, readers, found))
        except _Unusual:
            return None
        if values[_NUMBER] is None or not any(_REACH(values)):
            return None
        if values[_FIRST] is None and values[_LAST] is None:
            return None
        row = f"{sheet}!{number}" if sheet else number
        return sheet_member.SheetMember._make(((row,), *values, ()))

    return short


def _reading(
    setting: Setting, name: str, column: columns.Column | None
) -> Callable[[Any], Any]:
    """Make the reader of one field; a field without a column is always as usual."""
    if column is None:
        usual = {**_USUAL, "assigned_to": setting.advocate}.get(name)
        return lambda _: usual
    read = row_to_member.plain_cell(setting, column, _Unusual)
    if name == "membership_number" and setting.width is None:
        return _unique(numbers.quick, read)
    if name in ("personal_email", "work_email"):
        return _unique(emails.quick, read)
    return _Cells(read).__getitem__
