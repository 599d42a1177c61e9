"""Tell a database outage from a programming error."""

import errno
from typing import Any

from sqlalchemy import exc

from storage import writer

# Primary result codes, sqlite.org/rescode.html: permission, busy, locked, memory,
# read-only, interrupted, input/output, full, cannot open, protocol.
_PASSING = {3, 5, 6, 7, 8, 9, 10, 13, 14, 15}
_DISK = {errno.EIO, errno.ENOSPC, errno.EROFS, errno.EDQUOT}
_NO_ROOM = {10, 13}  # input/output, full: a full disk answers with either
# PostgreSQL's: serialization failure, deadlock, and a row that another made first.
_IN_THE_WAY = {"40001", "40P01", "23505"}
_READ_ONLY = "25006"
_DAMAGED = {11, 26}  # malformed, not a database


class Misread(Exception):
    """SQLite could not read a page of a file that is whole."""


class Damaged(Exception):
    """The database is damaged; only a restore helps: mantelpiece restore."""


def _sqlite_code(error: BaseException) -> int | None:
    original: Any = getattr(error, "orig", None) or error
    code = getattr(original, "sqlite_errorcode", None)
    return None if code is None else int(code) & 0xFF


def passing(error: BaseException) -> bool:
    """Whether the same work may succeed later: disk full, read-only, server away."""
    if isinstance(error, Misread | writer.TransactionLost | exc.TimeoutError):
        return True
    if isinstance(error, OSError):
        return error.errno in _DISK
    code = _sqlite_code(error)
    if code is not None:
        return code in _PASSING
    if in_the_way(error):
        return False
    away = isinstance(error, exc.OperationalError | exc.InterfaceError)
    return away or line_lost(error) or _sqlstate(error) == _READ_ONLY


def in_the_way(error: BaseException) -> bool:
    """Whether PostgreSQL gave a unit up for another one beside it, and stays well."""
    return _sqlstate(error) in _IN_THE_WAY


def line_lost(error: BaseException) -> bool:
    """Whether the line to PostgreSQL broke, or the server ended it."""
    return isinstance(error, exc.DBAPIError) and error.connection_invalidated


def _sqlstate(error: BaseException) -> str | None:
    state: str | None = getattr(getattr(error, "orig", None), "sqlstate", None)
    return state


def no_room(error: BaseException) -> bool:
    """Whether the disk is full or cannot be written."""
    if isinstance(error, OSError):
        return error.errno in _DISK
    return _sqlite_code(error) in _NO_ROOM


def damaged(error: BaseException) -> bool:
    """Whether the file is corrupt; only restoring a backup helps."""
    return isinstance(error, Damaged) or _sqlite_code(error) in _DAMAGED
