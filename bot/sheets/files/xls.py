"""What an XLS workbook says of its cells: what is hidden, what is an error."""

import io
import struct

import xlrd
from xlrd import compdoc

from bot.sheets.files import raw_table
from bot.sheets.files.source import Source

_BROKEN = (
    xlrd.XLRDError,
    compdoc.CompDocError,
    struct.error,
    *(ArithmeticError, AssertionError, AttributeError, LookupError, TypeError),
    *(ValueError, MemoryError, NotImplementedError, RecursionError),
)
"""How the library ends over a workbook that is not as it should be."""


def facts(source: Source) -> dict[str, raw_table.Facts]:
    """Read the facts of every sheet, by its name; none where only its cells are read.

    The cells come from the faster library, which also says whether they are whole.
    """
    with source.open() as file:
        content = file.read()
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, logfile=io.StringIO()
        )
        return {sheet.name: _of_sheet(sheet) for sheet in book.sheets()}
    except _BROKEN:
        return {}


def _of_sheet(sheet: xlrd.sheet.Sheet) -> raw_table.Facts:
    rows = sheet.rowinfo_map.items()
    columns = sheet.colinfo_map.items()
    return raw_table.Facts(
        hidden_rows=any(row.hidden for at, row in rows if at < sheet.nrows),
        hidden_columns=any(one.hidden for at, one in columns if at < sheet.ncols),
        errors=frozenset(
            (row + 1, column + 1)
            for row in range(sheet.nrows)
            for column, kind in enumerate(sheet.row_types(row))
            if kind == xlrd.XL_CELL_ERROR
        ),
    )
