"""Sheets made for one test, and what a reading tells of them."""

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import openpyxl
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from bot.rules.lists import sheet_member
from bot.sheets import read_file

TODAY = dt.date(2026, 5, 6)
Rows = Iterable[Sequence[Any]]


class Told(NamedTuple):
    """A reading, easy to ask."""

    members: dict[sheet_member.Row, sheet_member.SheetMember]
    rejected: dict[sheet_member.Row, str]
    warned: set[tuple[sheet_member.Row | None, str]]
    asked: dict[str, sheet_member.Question]
    columns: dict[str, str]
    reading: read_file.Reading

    def only(self) -> sheet_member.SheetMember:
        """The one member there is."""
        (member,) = self.members.values()
        return member


def read(content: bytes | str, today: dt.date = TODAY, **settled: Any) -> Told:
    """Read a file in this process."""
    if isinstance(content, str):
        content = content.encode()
    reading = read_file.read(read_file.Request(content, today, **settled))
    return Told(
        {member.rows[0]: member for member in reading.members()},
        {row: reason for row, reason, _ in reading.rejected},
        {(row, kind) for row, _, kind, _ in reading.warnings},
        {question.kind: question for question in reading.questions},
        reading.columns,
        reading,
    )


def csv(*lines: str, end: str = "\r\n") -> str:
    """Lines as a text file."""
    return end.join(lines) + end


def xlsx(*sheets: tuple[str, Rows]) -> openpyxl.Workbook:
    """A workbook with these sheets, still open to changes."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(book: bytes, old: bytes, new: bytes) -> bytes:
    """The bytes of an XLSX workbook with these bytes of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as whole, zipfile.ZipFile(out, "w") as made:
        for name in whole.namelist():
            made.writestr(name, whole.read(name).replace(old, new))
    return out.getvalue()


def xls(rows: Rows) -> bytes:
    """An old workbook with one sheet."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Members")
    days = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write(i, j, value, days)
            else:
                sheet.write(i, j, value)
    return saved(book)


def ods(rows: Rows, spanned: tuple[int, int, int] | None = None) -> bytes:
    """An ODS workbook; `spanned` is row, column and how many rows a cell spans."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Members")
    for i, row in enumerate(rows):
        line = TableRow()
        for j, value in enumerate(row):
            down = spanned[2] if spanned and (i, j) == spanned[:2] else 1
            line.addElement(_ods_cell(value, down))
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _ods_cell(value: Any, down: int) -> TableCell:
    span = {"numberrowsspanned": down, "numbercolumnsspanned": 1} if down > 1 else {}
    if isinstance(value, dt.date):
        return TableCell(valuetype="date", datevalue=value.isoformat(), **span)
    if isinstance(value, int | float):
        return TableCell(valuetype="float", value=repr(value), **span)
    cell = TableCell(valuetype="string", **span) if value else TableCell()
    for line in str(value).split("\n") if value else ():
        cell.addElement(P(text=line))
    return cell
