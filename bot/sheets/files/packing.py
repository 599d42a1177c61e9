"""Many rows held small: plain values, in pieces squeezed together."""

import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

_PIECE = 500


class Packed:
    """A long list of rows of plain values, held in about a sixth of the memory."""

    def __init__(self) -> None:
        self._pieces: list[tuple[bytes, int]] = []
        self._open: list[Sequence[Any]] = []
        self._sealed = 0

    def __len__(self) -> int:
        return self._sealed + len(self._open)

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for piece, _ in self._pieces:
            yield from unpacked(piece)
        yield from self._open

    def append(self, row: Sequence[Any]) -> None:
        """Add one row of what JSON can hold; tuples come back as lists."""
        self._open.append(row)
        if len(self._open) == _PIECE:
            self._seal()

    def pieces(self) -> Iterator[tuple[bytes, int]]:
        """All rows as sealed pieces, each with how many it holds, to hand on."""
        if self._open:
            self._seal()
        yield from self._pieces

    def add_piece(self, piece: bytes, rows: int) -> None:
        """Take over a sealed piece of so many rows."""
        self._pieces.append((piece, rows))
        self._sealed += rows

    def _seal(self) -> None:
        squeezed = zlib.compress(json.dumps(self._open).encode(), 1)
        self._pieces.append((squeezed, len(self._open)))
        self._sealed += len(self._open)
        self._open = []


def unpacked(piece: bytes) -> list[list[Any]]:
    """Unpack the rows of a sealed piece."""
    rows: list[list[Any]] = json.loads(zlib.decompress(piece))
    return rows
