"""XLSX, XLS and ODS: the sheets as tables of stored values."""

import dataclasses
import io
from collections.abc import Callable, Iterator

import python_calamine as calamine

from bot.sheets.files import long_xlsx, ods, raw_table, xls, xlsx
from bot.sheets.files.source import Source
from bot.sheets.values import text


def sheets(source: Source, kind: str) -> list[raw_table.Table]:
    """Every sheet of a workbook, hidden ones too."""
    facts = _facts(source, kind)
    try:
        book = _open(source)
        return [
            _table(source, book, meta, facts.get(meta.name, raw_table.Facts()))
            for meta in book.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        ]
    except calamine.PasswordError as error:
        raise raw_table.Refused("encrypted") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        locked = "password" in str(error).lower() or "encrypt" in str(error).lower()
        raise raw_table.Refused("encrypted" if locked else "unreadable") from error


def _open(source: Source) -> calamine.CalamineWorkbook:
    """By its content: given a path, the library would believe the name."""
    with source.open() as file:
        return calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.read()))


def _facts(source: Source, kind: str) -> dict[str, raw_table.Facts]:
    if kind == "xlsx":
        return xlsx.facts(source)
    return ods.facts(source) if kind == "ods" else xls.facts(source)


def _table(
    source: Source,
    book: calamine.CalamineWorkbook,
    meta: calamine.SheetMetadata,
    facts: raw_table.Facts,
) -> raw_table.Table:
    visible = meta.visible == calamine.SheetVisibleEnum.Visible
    if facts.sparse or (facts.part and not _readable(book, meta.name)):
        lines = _scattered(source, meta.name)
    elif facts.part and long_xlsx.suits(source, facts.part):
        lines = _sliced(source, meta.name, facts.part)
    else:
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > raw_table.MOST_CELLS:
            raise raw_table.Refused("too_large")
        facts = dataclasses.replace(facts, merged=facts.merged or _merged(sheet))
        lines = _whole(sheet)
    return raw_table.Table(meta.name, _completed(lines, facts), visible, facts)


def _readable(book: calamine.CalamineWorkbook, name: str) -> bool:
    """Say whether the fast library takes the sheet: a wrong dimension stops it."""
    try:
        book.get_sheet_by_name(name)
    except calamine.CalamineError:
        return False
    return True


def _merged(sheet: calamine.CalamineSheet) -> tuple[tuple[int, int, int, int], ...]:
    return tuple(
        (first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1)
        for first, last in sheet.merged_cell_ranges or ()
    )


def _whole(sheet: calamine.CalamineSheet) -> raw_table.Lines:
    def lines() -> Iterator[tuple[int, raw_table.Cells]]:
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, [c if type(c) is str else _cell(c) for c in cells]

    return lines


def _sliced(source: Source, name: str, part: str) -> raw_table.Lines:
    def lines() -> Iterator[tuple[int, raw_table.Cells]]:
        for number, cells in long_xlsx.rows(source, name, part):
            yield number, [c if type(c) is str else _cell(c) for c in cells]

    return lines


def _cell(value: object) -> text.Raw:
    """Return a value as all readers do: no booleans, no whole numbers as floats."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return float(value)
    return value  # type: ignore[return-value]


def _scattered(source: Source, name: str) -> raw_table.Lines:
    """Rows of a sheet whose cells lie far apart, one after the other."""

    def lines() -> Iterator[tuple[int, raw_table.Cells]]:
        import openpyxl  # slow to load, and seldom needed

        whole = source.whole()
        file = io.BytesIO(whole) if isinstance(whole, bytes) else whole
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        try:
            sheet = book[name]
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
                if any(cell is not None for cell in cells):
                    near, far = (
                        cells[: raw_table.MOST_COLUMNS],
                        cells[raw_table.MOST_COLUMNS :],
                    )
                    stray = [cell for cell in far if cell is not None]
                    row = [_cell(cell) for cell in (*near, *stray)]
                    yield number, ["" if _code(cell) else cell for cell in row]
        finally:
            book.close()

    return lines


def _code(cell: text.Raw) -> bool:
    return isinstance(cell, str) and text.error(cell)


def _completed(lines: raw_table.Lines, facts: raw_table.Facts) -> raw_table.Lines:
    """Give merged cells to every row they span, and apply formats of zeros."""
    spans = [merge for merge in facts.merged if merge[0] < merge[2]]
    if not spans and not facts.zeros:
        return lines
    return _completing(lines, sorted(spans), facts.zeros)


def _completing(
    lines: raw_table.Lines,
    spans: list[tuple[int, int, int, int]],
    zeros: dict[tuple[int, int], int],
) -> Callable[[], Iterator[tuple[int, raw_table.Cells]]]:
    padded = {row for row, _ in zeros}

    def complete() -> Iterator[tuple[int, raw_table.Cells]]:
        waiting, held = list(reversed(spans)), dict[int, tuple[int, text.Raw]]()
        for number, cells in lines():
            row, empty = list(cells), all(map(text.blank, cells))
            if number in padded:
                _pad(number, row, zeros)
            for column, (last, value) in list(held.items()):
                if number > last:
                    del held[column]
                elif not empty and column <= len(row) and row[column - 1] == "":
                    row[column - 1] = value
            while waiting and waiting[-1][0] <= number:
                _, column, last, _ = waiting.pop()
                if column <= len(row):
                    held[column] = last, row[column - 1]
            yield number, row

    return complete


def _pad(number: int, row: list[text.Raw], zeros: dict[tuple[int, int], int]) -> None:
    for index, cell in enumerate(row):
        width = zeros.get((number, index + 1))
        if width and isinstance(cell, float) and cell.is_integer() and cell >= 0:
            row[index] = str(int(cell)).zfill(width)
