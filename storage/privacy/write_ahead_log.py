"""Find committed changes that SQLite would drop from a damaged write-ahead log.

SQLite reads the log up to the first frame that is wrong, and takes the rest for an
unfinished commit (sqlite.org/walformat.html). Only the newest can be unfinished: where
more than one follows, the log was damaged afterwards.
"""

import struct
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HEADER, FRAME = 32, 24
_MAGIC = {0x377F0682: "<", 0x377F0683: ">"}
"""The byte order of the checksums."""
Sums = tuple[int, int]


def file_of(database: Path) -> Path:
    """Return the path of a database's log."""
    return database.with_name(database.name + "-wal")


def is_damaged(database: Path) -> bool:
    """Whether commits stand in the log behind a frame that is wrong.

    A log that another process writes meanwhile tells nothing.
    """
    log = _read(database)
    if len(log) <= HEADER + FRAME or sum(_dropped(log)) <= 1:
        return False
    return log == _read(database)


def _read(database: Path) -> bytes:
    try:
        return file_of(database).read_bytes()
    except FileNotFoundError:
        return b""


def _dropped(log: bytes) -> Iterator[bool]:
    """Yield for each frame of this log that SQLite drops whether it ends a commit."""
    magic, _, size, _, *salts = struct.unpack(">6I", log[:24])
    order = _MAGIC.get(magic, "<")
    sums = _add((0, 0), log[:24], order)
    whole = magic in _MAGIC and sums == struct.unpack(">2I", log[24:HEADER])
    if not whole:
        size, salts = _guess(log)
    for start in range(HEADER, len(log) - FRAME - size + 1, FRAME + size):
        _, pages, one, two, *stands = struct.unpack(">6I", log[start : start + FRAME])
        if [one, two] != salts:
            continue
        if whole:
            sums = _add(sums, log[start : start + 8], order)
            sums = _add(sums, log[start + FRAME : start + FRAME + size], order)
            whole = sums == tuple(stands)
        if not whole:
            yield pages > 0


def _guess(log: bytes) -> tuple[int, list[int]]:
    """Return page size and salts of a log whose header is wrong, by most frames."""
    size = 4096
    starts = range(HEADER, len(log) - FRAME - size + 1, FRAME + size)
    found = Counter(log[start + 8 : start + 16] for start in starts)
    del found[bytes(8)]  # an emptied page
    salts = max(found, key=lambda one: found[one], default=bytes(8))
    return size, list(struct.unpack(">2I", salts))


def _add(sums: Sums, content: bytes, order: str) -> Sums:
    """Add content to a checksum as SQLite does."""
    one, two = sums
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
