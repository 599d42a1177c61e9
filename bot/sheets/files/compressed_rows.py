"""Keep many rows of plain values in memory as compressed JSON."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

_PIECE = 500


class Rows:
    """A list of rows, compressed in pieces to about a sixth of the memory."""

    def __init__(self) -> None:
        self._pieces: list[tuple[bytes, int]] = []
        self._open: list[Sequence[Any]] = []
        self._in_pieces = 0

    def __len__(self) -> int:
        return self._in_pieces + len(self._open)

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for piece, _ in self._pieces:
            yield from decompress(piece)
        yield from self._open

    def append(self, row: Sequence[Any]) -> None:
        """Add a row of values that JSON can hold; a tuple comes back as a list."""
        self._open.append(row)
        if len(self._open) == _PIECE:
            self._compress()

    def pieces(self) -> Iterator[tuple[bytes, int]]:
        """Return all rows as compressed pieces, each with its number of rows."""
        if self._open:
            self._compress()
        yield from self._pieces

    def add_piece(self, piece: bytes, rows: int) -> None:
        """Add a compressed piece that holds this number of rows."""
        self._pieces.append((piece, rows))
        self._in_pieces += rows

    def _compress(self) -> None:
        compressed = zlib.compress(json.dumps(self._open).encode(), 1)
        self._pieces.append((compressed, len(self._open)))
        self._in_pieces += len(self._open)
        self._open = []


def decompress(piece: bytes) -> list[list[Any]]:
    """Return the rows of a compressed piece."""
    rows: list[list[Any]] = json.loads(zlib.decompress(piece))
    return rows
