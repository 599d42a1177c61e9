"""A file to read: a path, or bytes from a chat. Its content says what it is."""

import io
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from bot.sheets.files import raw_table

MOST_UNPACKED = 500_000_000
MOST_PARTS = 5_000
_FILEPASS = 0x2F
_OTHERS = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"{\\rtf",
    b"BZh",
    b"\xfd7zXZ",
    b"SQLite format 3",
    b"\x7fELF",
)
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<!doctype")


class Source:
    """A file that can be opened again and again."""

    def __init__(self, content: Path | bytes) -> None:
        self._content = content

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the bytes from the start."""
        if isinstance(self._content, bytes):
            yield io.BytesIO(self._content)
        else:
            with self._content.open("rb") as file:
                yield file

    def whole(self) -> bytes | str:
        """Return what a workbook reader takes: the bytes themselves, or the path."""
        return self._content if isinstance(self._content, bytes) else str(self._content)

    @property
    def size(self) -> int:
        """How many bytes there are."""
        if isinstance(self._content, bytes):
            return len(self._content)
        return self._content.stat().st_size


def kind(source: Source) -> str:
    """`text`, `xlsx`, `ods` or `xls`; everything else is refused."""
    with source.open() as file:
        start = file.read(512)
    if not start:
        raise raw_table.Refused("empty")
    if start.startswith(b"PK"):
        return _zipped(source)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return _compound(source)
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_OTHERS) or bare.startswith(_MARKUP):
        raise raw_table.Refused("unsupported_format")
    if start[:1] == b"\x09" and start[1:2] in b"\0\2\4\x08":
        return "xls"  # the oldest workbooks, before they came in a compound file
    if bare or source.size > 512:
        return "text"
    raise raw_table.Refused("empty")


def _zipped(source: Source) -> str:
    """Which workbook is in the archive; its size is known before it is unpacked."""
    try:
        with source.open() as file, zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 1 for part in parts):
                raise raw_table.Refused("encrypted")
            if sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise raw_table.Refused("too_large")
            if len(parts) > MOST_PARTS:
                raise raw_table.Refused("too_large")
            if "META-INF/manifest.xml" in names:
                manifest = archive.read("META-INF/manifest.xml")
                if b"encryption-data" in manifest:
                    raise raw_table.Refused("encrypted")
            return _workbook(archive, names)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError) as error:
        raise raw_table.Refused("unreadable") from error
    except NotImplementedError as error:
        raise raw_table.Refused("unreadable") from error


def _workbook(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names:
        said = archive.read("mimetype")[:100]
        if b"spreadsheet" in said:
            return "ods"
        raise raw_table.Refused("unsupported_format")
    if any(name.lower().startswith("xl/workbook") for name in names):
        return "xlsx"
    raise raw_table.Refused("unsupported_format")


def _locked(content: bytes) -> bool:
    """Say whether an old workbook has a password, as one of its first records tells."""
    at = content.find(b"\x09\x08\x10\x00")
    for _ in range(5):
        if at < 0 or at + 4 > len(content):
            return False
        record, length = struct.unpack_from("<HH", content, at)
        if record == _FILEPASS:
            return True
        at += 4 + length
    return False


def _compound(source: Source) -> str:
    """Tell an old workbook from the wrapping of an encrypted one."""
    with source.open() as file:
        content = file.read(64_000_000)
    if "EncryptedPackage".encode("utf-16-le") in content or _locked(content):
        raise raw_table.Refused("encrypted")
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        return "xls"
    if "WordDocument".encode("utf-16-le") in content:
        raise raw_table.Refused("unsupported_format")
    raise raw_table.Refused("unreadable")
