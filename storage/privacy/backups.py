"""Backup and restore of the embedded database, whole or not at all (P13).

Beside a backup lie copies of the key and the journal of erasures, as beside the
database itself.
"""

import json
import os
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlmodel import SQLModel

from storage import engine, jobs
from storage.migrations import triggers
from storage.privacy import files_beside, key_and_erasures


class NotRestored(Exception):
    """The backup cannot be used; the database is as before. The message says why."""


def backup(database: Path, file: Path) -> None:
    """Write a consistent copy of a database in use, and of the files beside it.

    Each has mode 0600; one that is there already stays, and raises FileExistsError.
    """
    written: list[Path] = []
    try:
        _write(file, b"", written)
        line = _connect(database, write=True)
        try:
            line.execute("VACUUM INTO ?", (str(file),))
        finally:
            line.close()
        _leave_out_files(file)
        check(file)
        key, journal = (part(database) for part in _BESIDE)
        check_key(file, key)
        _write(files_beside.key_file(file), key.read_bytes(), written)
        # After the copy of the database: it has every line that the copy counts.
        content = journal.read_bytes() if journal.exists() else b""
        _write(files_beside.journal_file(file), content, written)
    except BaseException:
        for one in written:
            one.unlink()
        raise


def _leave_out_files(file: Path) -> None:
    """Take the files of jobs out of a copy, and what was read of them."""
    line = _connect(file, write=True)
    try:
        line.execute("PRAGMA journal_mode=MEMORY")
        line.execute("PRAGMA secure_delete=ON")
        for job_id, about in line.execute("SELECT id, about FROM job").fetchall():
            kept = json.dumps(jobs.lasting(json.loads(about)))
            line.execute(
                "UPDATE job SET content = NULL, about = ? WHERE id = ?", (kept, job_id)
            )
        line.execute(
            "UPDATE job SET state = ? WHERE state <> ?", (jobs.FAILED, jobs.DONE)
        )
        line.execute("VACUUM")
    finally:
        line.close()


def _connect(file: Path, *, write: bool = False) -> Any:
    """Open a file that may be anybody's: nothing of its schema is trusted."""
    uri = f"file:{quote(str(file))}?mode={'rw' if write else 'ro'}"
    line = engine.sqlite_module().connect(uri, uri=True, isolation_level=None)
    line.execute("PRAGMA trusted_schema=OFF")
    return line


_BESIDE = files_beside.key_file, files_beside.journal_file


def _write(file: Path, content: bytes, written: list[Path]) -> None:
    """Make a file with mode 0600; raises FileExistsError."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written.append(file)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())


def check_key(file: Path, key: Path) -> None:
    """Check that a key file is the one a database file was made with; raises Unfit."""
    files_beside.refuse_readable(key)
    value = files_beside.check_value(files_beside.read(key))
    known = _memo(file, files_beside.CHECK)
    if known and known["hash"] != value:
        raise files_beside.Unfit(
            f"The key {key} is not the one that {file} was made with: put that one "
            "there, from beside the backup."
        )


def _memo(file: Path, name: str) -> dict[str, Any]:
    """Look up a memo in a database file; empty if there is none."""
    query = "SELECT value FROM memo WHERE name = ?"
    line = _connect(file)
    try:
        row = line.execute(query, (name,)).fetchone()
    finally:
        line.close()
    found: dict[str, Any] = json.loads(row[0]) if row else {}
    return found


def check(file: Path) -> None:
    """Check every page of a database file; raises NotRestored."""
    with file.open("rb") as opened:
        header = opened.read(len(engine.HEADER))
    if header != engine.HEADER:
        raise NotRestored(f"{file} is not a backup of Mantelpiece.")
    line = _connect(file)
    try:
        found = line.execute("PRAGMA integrity_check").fetchone()[0]
    except engine.sqlite_module().DatabaseError as error:
        found = str(error)
    finally:
        line.close()
    if found != "ok":
        raise NotRestored(f"{file} is damaged: {found}.")
    if not _is_ours(file):
        raise NotRestored(
            f"{file} is not a backup of Mantelpiece: other tables, views or triggers "
            "than the bot's are in it. Choose one that `mantelpiece backup` made."
        )


def _is_ours(file: Path) -> bool:
    """Whether a file has the bot's tables and triggers, and nothing else that acts."""
    line = _connect(file)
    try:
        found = line.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    finally:
        line.close()
    ours = {*SQLModel.metadata.tables, "alembic_version"}
    there = set()
    for kind, name, sql in found:
        match kind:
            case "table" if name in ours and sql.startswith("CREATE TABLE"):
                there.add(name)
            case "trigger" if sql in triggers.SQLITE:
                continue
            case "index":
                continue
            case "table" if name.startswith("sqlite_"):
                continue
            case _:
                return False
    return "alembic_version" in there and "member" in there


def check_schema(file: Path, fresh: Path) -> None:
    """Compare a file that was brought up to date with a new one; raises NotRestored."""
    mine, theirs = _schema(fresh), _schema(file)
    if mine != theirs:
        differs = sorted({name for name, *_ in mine ^ theirs})
        raise NotRestored(
            f"The backup is not one of Mantelpiece: {', '.join(differs)} in it differs "
            "from the bot's own. Choose one that `mantelpiece backup` made."
        )


def _schema(file: Path) -> set[tuple[str, ...]]:
    """List the columns of every table, and what else there is as it was made."""
    line = _connect(file)
    try:
        found = line.execute("SELECT name, type, sql FROM sqlite_master").fetchall()
        made: set[tuple[str, ...]] = {
            (name, kind, " ".join((sql or "").split()))
            for name, kind, sql in found
            if kind != "table"
        }
        for name in [name for name, kind, _ in found if kind == "table"]:
            columns = line.execute(f'PRAGMA table_xinfo("{name}")').fetchall()
            made |= {(name, *map(str, column[1:])) for column in columns}
    finally:
        line.close()
    return made


def copy_beside(database: Path, file: Path) -> Path:
    """Check the backup and copy it beside the database, not yet in its place."""
    check(file)
    copy = database.with_name(database.name + files_beside.RESTORING)
    descriptor = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as target, file.open("rb") as source:
        shutil.copyfileobj(source, target)
        target.flush()
        os.fsync(target.fileno())
    return copy


def bring_key(database: Path, file: Path) -> bool:
    """Put the backup's key beside the database if it has none; True if it did so."""
    here, brought = files_beside.key_file(database), files_beside.key_file(file)
    for key in (here, brought):
        if os.path.lexists(key):
            check_key(file, key)
    if os.path.lexists(here):
        if brought.exists() and files_beside.read(here) != files_beside.read(brought):
            raise files_beside.Unfit(
                f"The keys {here} and {brought} differ: keep only the one that {file} "
                "was made with."
            )
        return False
    if brought.exists():
        files_beside.write_key(here, brought.read_text(encoding="ascii"))
    return brought.exists()


def bring_journal(database: Path, file: Path) -> None:
    """Put the journal's lines that only the backup has before those made since."""
    here = files_beside.journal_file(database)
    then, now = (list(key_and_erasures.written_down(one)) for one in (file, database))
    both = 0
    while both < min(len(then), len(now)) and then[both] == now[both]:
        both += 1
    whole = then + now[both:]
    if len(whole) < (known := _counted(database)):
        raise NotRestored(
            f"The journal {here} has {len(whole)} of {known} lines, so that erasures "
            "would be undone: put it back from the newest backup, where it ends in "
            f".erased, or move {database} away to restore without it."
        )
    if whole != now:
        content = "".join(map(key_and_erasures.as_line, whole))
        files_beside.write_again(here, content)


def _counted(database: Path) -> int:
    """Count the lines that the database to be replaced knows of; 0 if unreadable."""
    if not database.exists():
        return 0
    try:
        return int(_memo(database, key_and_erasures.LINES).get("count", 0))
    except engine.sqlite_module().DatabaseError:
        return 0


def put_in_place(database: Path, copy: Path) -> None:
    """Replace the database by the copy in one step; delete the old log files."""
    for name in ("-wal", "-shm", "-journal"):
        copy.with_name(copy.name + name).unlink(missing_ok=True)
        database.with_name(database.name + name).unlink(missing_ok=True)
    copy.replace(database)
