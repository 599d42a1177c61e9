"""Write workbooks with formats and filters, and CSV files without formulas."""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | bool | dt.date | None
Line = Sequence[Value]
_STARTS_FORMULA = ("=", "+", "-", "@", "\u2212")
_STARTS_CELL = ("\t", "\r", "\n")
_NOT_A_FORMULA = "\u00a0"
"""Put before a would-be formula: no spreadsheet runs it, every import trims it."""
_UNSEEN = "".join(
    sign
    for sign in map(chr, (*range(0x3001), *range(0xFE00, 0x10000)))
    if sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")
)
MOST_ROWS_OF_CHOICE = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, how wide it is, and the answers to choose from."""

    title: str
    width: int = 16
    choices: tuple[str, ...] = ()
    wrap: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `colours` holds a colour or None for each line."""

    name: str
    columns: Sequence[Column]
    lines: Iterable[Line]
    note: str = ""
    colours: Sequence[str | None] = ()


def csv_bytes(columns: Sequence[Column], lines: Iterable[Line]) -> bytes:
    """Write a CSV file that spreadsheets open and that imports again unchanged."""
    out = io.StringIO()
    # Quoted, since some programs also split at semicolons and tabs, and a cell would
    # begin there that nobody has looked at.
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow([column.title for column in columns])
    writer.writerows([harmless(value) for value in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def harmless(value: Value) -> str:
    """Return a value as CSV text that no spreadsheet takes for a formula."""
    words = text(value)
    if words[:1].isalnum():
        return words
    # Spreadsheets pass over what nobody sees, and take full-width signs as plain.
    first = unicodedata.normalize("NFKC", words.lstrip(_UNSEEN))
    live = first.startswith(_STARTS_FORMULA) or words.startswith(_STARTS_CELL)
    return _NOT_A_FORMULA + words if live else words


def text(value: Value) -> str:
    """Return a value as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def workbook(sheets: Sequence[Sheet], made: dt.datetime) -> bytes:
    """Write a workbook to filter and print; the same input gives the same bytes."""
    import xlsxwriter  # only where a workbook is written

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": made.replace(tzinfo=None)})
    formats = _Formats(book)
    for sheet, name in zip(sheets, names(sheets), strict=True):
        _fill(book.add_worksheet(name), sheet, formats)
    book.close()
    return out.getvalue()


def names(sheets: Sequence[Sheet]) -> list[str]:
    """Make sheet names that workbooks allow: short, without brackets, unique."""
    found: list[str] = []
    for sheet in sheets:
        plain = "".join(c for c in sheet.name if c not in "[]:*?/\\").strip("' ")[:28]
        name, number = plain or "Sheet", 2
        while name.casefold() in (other.casefold() for other in found):
            name, number = f"{plain[:26]} {number}", number + 1
        found.append(name)
    return found


class _Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, book: "xlsxwriter.Workbook") -> None:
        self._book = book
        self._made: dict[tuple[bool, bool, str | None], Format] = {}
        self.head = book.add_format(
            {"bold": True, "bg_color": "#DDE3EA", "border": 1, "text_wrap": True}
        )
        self.note = book.add_format({"italic": True})

    def cell(self, *, day: bool, wrap: bool, colour: str | None) -> "Format":
        """Return the format of a cell: text or a date, with its row's colour."""
        key = (day, wrap, colour)
        if key not in self._made:
            how = {"valign": "top", "num_format": "yyyy-mm-dd" if day else "@"}
            if wrap:
                how["text_wrap"] = True  # type: ignore[assignment]
            if colour:
                how["bg_color"] = colour
            self._made[key] = self._book.add_format(how)
        return self._made[key]


def _fill(page: "Worksheet", sheet: Sheet, formats: _Formats) -> None:
    top = 0
    if sheet.note:
        page.write_string(0, 0, sheet.note, formats.note)
        top = 2
    for place, column in enumerate(sheet.columns):
        page.write_string(top, place, column.title, formats.head)
        style = formats.cell(day=False, wrap=column.wrap, colour=None)
        page.set_column(place, place, column.width, style)
    colours: Iterable[str | None] = sheet.colours or repeat(None)
    last = top + 1
    for last, (line, colour) in enumerate(
        zip(sheet.lines, colours, strict=False), top + 1
    ):
        for place, value in enumerate(line):
            _write(page, last, place, value, sheet.columns[place].wrap, colour, formats)
    _layout(page, sheet, top, last)


def _write(
    page: "Worksheet",
    row: int,
    place: int,
    value: Value,
    wrap: bool,
    colour: str | None,
    formats: _Formats,
) -> None:
    """Write one cell: dates as dates, all else as text, so that nothing is run.

    An empty cell without a colour has the format of its column.
    """
    day = isinstance(value, dt.date)
    style = formats.cell(day=day, wrap=wrap, colour=colour)
    if isinstance(value, dt.date):
        page.write_datetime(row, place, value, style)
    elif value is not None and value != "":
        page.write_string(row, place, text(value), style)
    elif colour:
        page.write_blank(row, place, None, style)


def _layout(page: "Worksheet", sheet: Sheet, top: int, last: int) -> None:
    """Freeze the headings; set filters, drop-down choices and the printed page."""
    width = len(sheet.columns) - 1
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, last, width)
    for place, column in enumerate(sheet.columns):
        if column.choices:
            choice = {
                "validate": "list",
                "source": list(column.choices),
                "error_type": "information",
            }
            page.data_validation(top + 1, place, last, place, choice)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(top)
    page.set_footer("&L&A&R&P / &N")
