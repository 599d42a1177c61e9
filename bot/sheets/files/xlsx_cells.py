"""An XLSX sheet read in pieces for what its bytes show, or cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from bot.sheets.files import raw_table

_PIECE = 1 << 18
_OVERLAP = 512
_HIDDEN = re.compile(rb'<(row|col)\s[^>]*hidden="(?:1|true)"')
_EMPTY_FORMULA = re.compile(rb"(?:</f>|<f[^>]*/>)(?:<v\s*/>|<v></v>)?</c>")
_ROW = re.compile(rb'<row\s[^>]*?\br="(\d+)"')
_FAR = re.compile(rb'<c r="[A-Z]{2,3}\d')
_PLACE = re.compile(rb'<c r="([A-Z]+)\d')
_MERGED = re.compile(rb'<mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')


@dataclass
class Scan:
    """What the bytes of a sheet show at a glance."""

    cells: int = 0
    last_row: int = 0
    far: bool = False
    hidden: set[bytes] = field(default_factory=set)
    merged: set[tuple[int, int, int, int]] = field(default_factory=set)
    closer: bool = False
    """Errors or formulas without a value: worth reading cell by cell."""


def _pieces(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Read the part in overlapping pieces, with how much of each was seen before."""
    tail = b""
    while piece := file.read(_PIECE):
        yield tail + piece, len(tail)
        tail = piece[-_OVERLAP:]


def glance(file: IO[bytes]) -> Scan:
    """Run over the bytes of a sheet once."""
    scan = Scan()
    for piece, before in _pieces(file):
        if not scan.cells and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
            raise raw_table.Refused("unreadable")
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


def width(file: IO[bytes]) -> int:
    """Tell the last column that has a cell."""
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


class Cells:
    """Reads a sheet cell by cell, for errors, empty formulas and formats of zeros."""

    def __init__(self, formats: dict[int, int]) -> None:
        self.errors: set[tuple[int, int]] = set()
        self.uncounted: set[tuple[int, int]] = set()
        self.zeros: dict[tuple[int, int], int] = {}
        self._formats = formats
        self._place = (0, 0)
        self._inside = ""
        self._formula = self._valued = False

    def read(self, file: IO[bytes]) -> None:
        """Go through the whole part."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._words
        parser.ParseFile(file)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._inside = name
        if name == "c":
            self._cell(attributes)
        elif name == "f":
            self._formula = True

    def _words(self, _words: str) -> None:
        self._valued = self._valued or self._inside in ("v", "t")

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
