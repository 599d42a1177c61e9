"""What an XLSX workbook says of its cells: hidden, merged, errors, formats of zeros.

Read straight from the parts of the archive, in pieces: the cells themselves are read
by a faster library that does not tell these things.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from bot.sheets import tables
from bot.sheets.source import Source

_PIECE = 1 << 18
_OVERLAP = 512
_DENSE = 4_000_000
_HIDDEN = re.compile(rb'<(row|col)\s[^>]*hidden="(?:1|true)"')
_EMPTY_FORMULA = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
_FAR = re.compile(rb'<c r="[A-Z]{2,3}\d')
_PLACE = re.compile(rb'<c r="([A-Z]+)\d')
_ZEROS = re.compile(r"(0{2,})(?:_.|;.*)?")
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass
class _Scan:
    """What the bytes of a sheet show at a glance."""

    cells: int = 0
    last_row: int = 0
    far: bool = False
    hidden: set[bytes] = field(default_factory=set)
    merged: set[tuple[int, int, int, int]] = field(default_factory=set)
    closer: bool = False
    """Errors or formulas without a value: worth reading cell by cell."""


def facts(source: Source) -> dict[str, tables.Facts]:
    """The facts of every sheet, by its name."""
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            formats = _zero_formats(archive)
            return {
                name: _of_sheet(archive, part, formats)
                for name, part in _parts(archive).items()
            }
    except (KeyError, ElementTree.ParseError, expat.ExpatError) as error:
        raise tables.Refused("unreadable") from error
    except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, OSError) as error:  # type: ignore[attr-defined]
        raise tables.Refused("unreadable") from error


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    content = archive.read(name)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise tables.Refused("unreadable")
    return ElementTree.fromstring(content)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the archive that holds each sheet."""
    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return {}
    links = {
        link.get("Id"): link.get("Target", "")
        for link in _tree(archive, "xl/_rels/workbook.xml.rels")
    }
    found = {}
    for node in _tree(archive, "xl/workbook.xml").iter():
        if not node.tag.endswith("}sheet"):
            continue
        target = links.get(node.get(_RELATION), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part in names:
            found[node.get("name", "")] = part
    return found


def _zero_formats(archive: zipfile.ZipFile) -> dict[int, int]:
    """Cell styles that show leading zeros, with the digits they show."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    content = archive.read("xl/styles.xml")
    if b'formatCode="00' not in content:
        return {}
    root = _tree(archive, "xl/styles.xml")
    widths = {}
    for node in root.iter():
        if node.tag.endswith("}numFmt"):
            code = _ZEROS.fullmatch(node.get("formatCode", ""))
            if code:
                widths[node.get("numFmtId")] = len(code[1])
    styles = next((n for n in root if n.tag.endswith("}cellXfs")), ())
    return {
        index: widths[node.get("numFmtId")]
        for index, node in enumerate(styles)
        if node.get("numFmtId") in widths
    }


def _of_sheet(
    archive: zipfile.ZipFile, part: str, formats: dict[int, int]
) -> tables.Facts:
    with archive.open(part) as file:
        scan = _glance(file)  # type: ignore[arg-type]
    sparse = False
    if scan.last_row * (702 if scan.far else 26) > max(_DENSE, 4 * scan.cells):
        with archive.open(part) as file:
            width = _width(file)  # type: ignore[arg-type]
        sparse = scan.last_row * width > max(_DENSE, 4 * scan.cells)
    cells = _Cells(formats)
    if scan.closer or formats:
        with archive.open(part) as file:
            cells.read(file)  # type: ignore[arg-type]
    return tables.Facts(
        merged=tuple(sorted(scan.merged)),
        part=part,
        hidden_rows=b"row" in scan.hidden,
        hidden_columns=b"col" in scan.hidden,
        errors=frozenset(cells.errors),
        uncounted=frozenset(cells.uncounted),
        zeros=cells.zeros,
        sparse=sparse,
    )


def _pieces(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The part in overlapping pieces, with how much of each was seen before."""
    tail = b""
    while piece := file.read(_PIECE):
        yield tail + piece, len(tail)
        tail = piece[-_OVERLAP:]


def _glance(file: BinaryIO) -> _Scan:
    scan = _Scan()
    for piece, before in _pieces(file):
        if not scan.cells and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
            raise tables.Refused("unreadable")
        scan.cells += piece.count(b"<c ", before)
        rows = piece.rfind(b"<row ")
        found = _ROW.match(piece, rows) if rows >= 0 else None
        scan.last_row = max(scan.last_row, int(found[1][:9]) if found else 0)
        scan.far = scan.far or bool(_FAR.search(piece))
        if b"<mergeCell " in piece:
            scan.merged.update(map(_span, _MERGED.findall(piece)))
        if b"hidden=" in piece:
            scan.hidden.update(_HIDDEN.findall(piece))
        if b't="e"' in piece or (b"<f" in piece and _EMPTY_FORMULA.search(piece)):
            scan.closer = True
    return scan


def _span(found: tuple[bytes, ...]) -> tuple[int, int, int, int]:
    """First row and column, last row and column."""
    left, top, right, bottom = found
    return int(top), _column(left.decode()), int(bottom), _column(right.decode())


def _width(file: BinaryIO) -> int:
    """The last column that has a cell."""
    widest = 0
    for piece, _ in _pieces(file):
        for letters in set(_PLACE.findall(piece)):
            widest = max(widest, _column(letters.decode()))
    return widest


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


class _Cells:
    """Reads a sheet cell by cell, for errors, empty formulas and formats of zeros."""

    def __init__(self, formats: dict[int, int]) -> None:
        self.errors: set[tuple[int, int]] = set()
        self.uncounted: set[tuple[int, int]] = set()
        self.zeros: dict[tuple[int, int], int] = {}
        self._formats = formats
        self._place = (0, 0)
        self._formula = self._valued = False

    def read(self, file: BinaryIO) -> None:
        """Go through the whole part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.ParseFile(file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self._formula = True
        elif name in ("v", "is"):
            self._valued = True

    def _cell(self, attributes: dict[str, str]) -> None:
        place = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", attributes.get("r", ""))
        self._place = (int(place[2]), _column(place[1])) if place else (0, 0)
        self._formula = self._valued = False
        if attributes.get("t") == "e":
            self.errors.add(self._place)
        style = attributes.get("s", "")
        width = self._formats.get(int(style)) if style.isdigit() else None
        if width:
            self.zeros[self._place] = width

    def _end(self, name: str) -> None:
        if name == "c" and self._formula and not self._valued:
            self.uncounted.add(self._place)
