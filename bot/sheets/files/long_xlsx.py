"""A long XLSX sheet, read slice by slice: it never lies whole in memory.

Each slice goes to the same library as a whole sheet would, as a small workbook of its
own beside the styles and shared strings of the real one.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

import python_calamine as calamine

from bot.sheets.files import raw_table
from bot.sheets.files.source import Source

LONG = 8_000_000
"""Bytes of a sheet from which it is read in slices."""

_SLICE = 6_000_000
_NUMBERED = re.compile(rb'<row\s[^>]*?\br="\d')
_END = b"</row>"
_TAIL = b"</sheetData></worksheet>"


def suits(source: Source, part: str | None) -> bool:
    """Say whether the sheet is long and its rows tell their numbers."""
    if part is None:
        return False
    with source.open() as file, zipfile.ZipFile(file) as archive:
        if archive.getinfo(part).file_size < LONG:
            return False
        with archive.open(part) as sheet:
            start = sheet.read(100_000)
    rows = start.find(b"<row")
    return rows >= 0 and bool(_NUMBERED.match(start, rows))


def rows(
    source: Source, name: str, part: str, least: int = _SLICE
) -> Iterator[tuple[int, list[object]]]:
    """Row numbers and values, from the top; a slice has at least so many bytes."""
    with source.open() as file, zipfile.ZipFile(file) as archive:
        others = {
            other: archive.read(other)
            for other in archive.namelist()
            if not other.startswith("xl/worksheets/")
            and other.endswith((".xml", ".rels"))
        }
        size = max(least, len(others.get("xl/sharedStrings.xml", b"")) // 2)
        width = 0
        with archive.open(part) as sheet:
            for content in _slices(sheet, size):  # type: ignore[arg-type]
                for number, cells in _read(_book(others, part, content), name):
                    width = max(width, len(cells))
                    yield number, cells + [""] * (width - len(cells))


def _slices(sheet: BinaryIO, size: int) -> Iterator[bytes]:
    """Cut the part between rows, each slice a whole sheet again."""
    head, rest = b"", b""
    while piece := sheet.read(size):
        rest += piece
        if not head:
            start = rest.find(b"<row")
            head, rest = rest[:start], rest[start:]
        cut = rest.rfind(_END) + len(_END)
        if cut >= len(_END):
            yield head + rest[:cut] + _TAIL
            rest = rest[cut:]


def _read(book: io.BytesIO, name: str) -> Iterator[tuple[int, list[object]]]:
    """Read the rows of one slice."""
    with calamine.CalamineWorkbook.from_filelike(book) as opened:
        book.close()
        sheet = opened.get_sheet_by_name(name)
    if sheet.start is None:
        return
    first, left = sheet.start
    if sheet.height * sheet.width > raw_table.MOST_CELLS:
        raise raw_table.Refused("too_large")
    before: list[object] = [""] * left
    for number, cells in enumerate(sheet.to_python(), start=first + 1):
        yield number, [*before, *cells]


def _book(parts: dict[str, bytes], part: str, content: bytes) -> io.BytesIO:
    """Make a small workbook of these parts."""
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_STORED) as archive:
        for name, found in parts.items():
            archive.writestr(name, found)
        archive.writestr(part, content)
    book.seek(0)
    return book
