"""The folder of nightly backups: one a day, each kept for some days.

It is never made: a folder that is gone may be a disk that is not there.
"""

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

from storage.privacy import backups, files_beside

PART = ".part"
"""Ends the name of a backup that is not whole yet."""
ROOM = 200 * 2**20
"""Bytes that stay free on the disk of the folder."""


class NoRoom(Exception):
    """The folder cannot take a backup; the message says what to do."""


def check(folder: Path, database: Path) -> None:
    """Raise NoRoom if the folder is not there, or a backup would fill its disk."""
    if not folder.is_dir():
        raise NoRoom(
            f"There is no folder {folder} for backups. Make it, or mount its disk, or "
            "change [storage] backups."
        )
    free = shutil.disk_usage(folder).free
    if free < database.stat().st_size + ROOM:
        raise NoRoom(
            f"Only {free // 2**20} MiB are free in {folder}: too little for a backup. "
            "Make room, or name another folder in [storage] backups."
        )


def add(database: Path, folder: Path, day: dt.date) -> Path:
    """Make the backup of a day, whole or not at all.

    Raises NoRoom, OSError, backups.NotRestored or files_beside.Unfit.
    """
    check(folder, database)
    for left in folder.glob(f"{database.stem}-*{PART}*"):
        left.unlink()
    file = folder / f"{database.stem}-{day.isoformat()}.db"
    part = file.with_name(file.name + PART)
    backups.backup(database, part)
    for beside in files_beside.key_file, files_beside.journal_file:
        beside(part).replace(beside(file))
    part.replace(file)
    return file


def delete_until(database: Path, folder: Path, day: dt.date, *, spare: int) -> int:
    """Delete the backups up to a day but for the newest `spare`; return how many."""
    kept = list(_dated(database, folder))
    old = [file for made, file in kept[: len(kept) - spare] if made <= day]
    for file in old:
        for one in (file, files_beside.key_file(file), files_beside.journal_file(file)):
            one.unlink(missing_ok=True)
    return len(old)


def _dated(database: Path, folder: Path) -> Iterator[tuple[dt.date, Path]]:
    """List the backups of a database with their days, the oldest first."""
    for file in sorted(folder.glob(f"{database.stem}-????-??-??.db")):
        try:
            made = dt.date.fromisoformat(file.stem.removeprefix(f"{database.stem}-"))
        except ValueError:
            continue
        yield made, file
