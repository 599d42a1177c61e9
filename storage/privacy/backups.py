"""Backup and restore of the embedded database, whole or not at all (P13)."""

import os
import shutil
from pathlib import Path

from storage import engine, opening
from storage.privacy import key_and_erasures as files


class NotRestored(Exception):
    """The backup cannot be used; the database is as before. The message says why."""


def backup(database: Path, file: Path) -> None:
    """Write a consistent copy of a database in use, with mode 0600, and check it."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    line = engine.sqlite_module().connect(str(database), isolation_level=None)
    try:
        line.execute("VACUUM INTO ?", (str(file),))
    except BaseException:
        file.unlink()
        raise
    finally:
        line.close()
    check(file)


def check(file: Path) -> None:
    """Check every page of a database file; raises NotRestored."""
    with file.open("rb") as opened:
        header = opened.read(len(opening.HEADER))
    if header != opening.HEADER:
        raise NotRestored(f"{file} is not a backup of Mantelpiece.")
    line = engine.sqlite_module().connect(f"file:{file}?mode=ro", uri=True)
    try:
        found = line.execute("PRAGMA integrity_check").fetchone()[0]
    except engine.sqlite_module().DatabaseError as error:
        found = str(error)
    finally:
        line.close()
    if found != "ok":
        raise NotRestored(f"{file} is damaged: {found}.")


def copy_beside(database: Path, file: Path) -> Path:
    """Check the backup and copy it beside the database, not yet in its place."""
    check(file)
    copy = database.with_name(database.name + files.RESTORING)
    descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as target, file.open("rb") as source:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    return copy


def put_in_place(database: Path, copy: Path) -> None:
    """Replace the database by the copy in one step; delete the old log files."""
    for name in ("-wal", "-shm", "-journal"):
        copy.with_name(copy.name + name).unlink(missing_ok=True)
        database.with_name(database.name + name).unlink(missing_ok=True)
    copy.replace(database)
