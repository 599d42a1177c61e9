"""Read CSV and similar text files piece by piece: encoding, separator, records."""

import codecs
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from bot.sheets.files import raw_table, records
from bot.sheets.files.source import Source
from bot.sheets.meaning import headings

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_SAMPLE = 60
_PIECE = 1 << 18


def encoding(source: Source) -> str:
    """Find the encoding: by byte order mark, else UTF-8 or Windows-1252.

    Raises Refused if the file is no text.
    """
    with source.open() as file:
        start = file.read(4096)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if b"\0" in start:
        return _unmarked(start)
    bad, good = _utf8(source)
    if not bad:
        return "utf-8"
    return "utf-8" if good > 4 * bad else "cp1252"


def _unmarked(start: bytes) -> str:
    """Recognise UTF-16 without a byte order mark: every other byte is zero."""
    for name, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if start[offset::2].count(0) > len(start) * 0.4 and not start[
            1 - offset :: 2
        ].count(0):
            return name
    raise raw_table.Refused("unreadable")


def _utf8(source: Source) -> tuple[int, int]:
    """Count the invalid bytes and the valid characters of more than one byte."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    bad = good = 0
    with source.open() as file:
        while piece := file.read(_PIECE):
            if piece.isascii():
                decoder.reset()
                continue
            text = decoder.decode(piece)
            lost = text.count("\ufffd") - piece.count("\ufffd".encode())
            bad += lost
            good += sum(1 for c in text if c > "\x7f") - lost
    return bad, good


def _lenient(error: UnicodeError) -> tuple[str, int]:
    """Decode invalid UTF-8 as Windows-1252, or replace it with U+FFFD."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\ufffd" * (error.end - error.start), error.end


codecs.register_error("as-cp1252", _lenient)
codecs.register_error("as-lost", _mark)


def _text(file: BinaryIO, name: str) -> io.TextIOWrapper:
    errors = "as-cp1252" if name.startswith("utf-8") else "as-lost"
    if name.startswith(("utf-16", "utf-32")):
        errors = "replace"
    return io.TextIOWrapper(file, encoding=name, errors=errors, newline="")


def _sample(source: Source, name: str, separator: str) -> list[list[str]]:
    with source.open() as file:
        return list(islice(records.of(_text(file, name), separator), _SAMPLE))


def separator(source: Source, name: str) -> str:
    """Find the separator: that of a `sep=` line, else the one that fits best."""
    with source.open() as file:
        first = _text(file, name).readline(64).lstrip("\ufeff")
    told = re.fullmatch(r"\"?sep=(.)\"?[\r\n]*", first, re.IGNORECASE)
    if told:
        return told[1]
    return max(_SEPARATORS, key=lambda mark: _fit(_sample(source, name, mark)))


def _usual(rows: list[list[str]]) -> int:
    """Return the most common number of cells in a row."""
    widths = [len(record) for record in rows if len(record) > 1]
    return max(widths, key=widths.count, default=1)


def _fit(rows: list[list[str]]) -> tuple[int, float]:
    """Score a separator: known headings in the best row, then rows of usual width."""
    known = most_headings(rows)
    widths = [len(record) for record in rows]
    usual = _usual(rows)
    return known, widths.count(usual) * min(usual, 30) / (len(rows) or 1)


def most_headings(rows: list[list[str]]) -> int:
    """Count the headings of the record that has most of them.

    A record is read as far as it may still have more than those before.
    """
    most = 0
    for record in rows:
        cells, known = [cell for cell in record[:200] if len(cell) < 60], 0
        for place, cell in enumerate(cells):
            if known + len(cells) - place <= most:
                break
            known += headings.read(cell, 0) is not None
        most = max(most, known)
    return most


def table(source: Source) -> raw_table.Table:
    """Read the text as one table; a `sep=` line counts as row 1 and is left out."""
    name = encoding(source)
    mark = separator(source, name)
    width = _usual(_sample(source, name, mark))

    def lines() -> Iterator[tuple[int, raw_table.Cells]]:
        with source.open() as file:
            found = records.of(_text(file, name), mark, width)
            for number, record in enumerate(found, start=1):
                if number > 1 or not _is_separator_line(record, mark):
                    yield number, record

    return raw_table.Table("", lines, text=True)


def _is_separator_line(record: list[str], mark: str) -> bool:
    return mark.join(record).lstrip("\ufeff").lower() == f"sep={mark}"
