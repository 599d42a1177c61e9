"""The files beside the database, and whether they fit it: hash key and journal.

Both have mode 0600. The database holds a check value of its key, so that the key is
not lost unnoticed.
"""

import os
import secrets
import stat
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot.rules import hashing
from storage.tables import AuditRow, InviteRow, MemoRow, PersonRow, SuppressedRow

KEY_BYTES = 32
RESTORING = ".restoring"
"""Suffix of a backup's copy during restore; it shares the database's two files."""
NO_FILE = Path("mantelpiece")
"""With PostgreSQL, the files are in the working folder under this name, unless told."""
CHECK = "key check"
"""The memo that holds the check value of the key."""

OWNER_CODE = "owner code"
"""The memo that holds the hash of the owner's one-time code."""


class Unfit(Exception):
    """A file beside the database is missing or does not fit; says what to do."""


def place(session: Session) -> Path:
    """Return the path to which both files add their suffix."""
    engine: Engine = session.get_bind().engine
    if engine.dialect.name != "sqlite":
        beside: Path = engine.get_execution_options().get("beside", NO_FILE)
        return beside
    database = Path(engine.url.database or NO_FILE)
    return database.with_name(database.name.removesuffix(RESTORING))


def key_file(database: Path) -> Path:
    """Return the path of the key file."""
    return database.with_name(database.name + ".key")


def journal_file(database: Path) -> Path:
    """Return the path of the journal."""
    return database.with_name(database.name + ".erased")


def anchor_file(database: Path) -> Path:
    """Return the path of the audit log's anchor."""
    return database.with_name(database.name + ".sealed")


def verify(session: Session) -> None:
    """Check both files against the database; make the key of a new one; raises Unfit.

    A database from before there was a check value gets it here.
    """
    database = place(session)
    file, memo = key_file(database), session.get(MemoRow, CHECK)
    if memo is None and not os.path.lexists(file) and not _uses_key(session):
        write_key(file, secrets.token_bytes(KEY_BYTES).hex() + "\n")
    for one in (file, journal_file(database), anchor_file(database)):
        refuse_readable(one)
    read_once.cache_clear()
    value = check_value(read(file))
    if memo is None:
        session.add(MemoRow(name=CHECK, value={"hash": value}))
    elif memo.value.get("hash") != value:
        raise Unfit(
            f"The key {file} is not the one that this database was made with: put "
            "that one back from a backup, where it ends in .key."
        )


def _uses_key(session: Session) -> bool:
    """Whether an older database holds anything that was made with its key."""
    made = (
        select(SuppressedRow.hash),
        select(InviteRow.id),
        select(AuditRow.id).where(col(AuditRow.chain).is_not(None)),
        select(PersonRow.id).where(col(PersonRow.freeze_hash).is_not(None)),
        select(MemoRow.name).where(MemoRow.name == OWNER_CODE),
    )
    return any(session.exec(query.limit(1)).first() is not None for query in made)


def check_value(key: bytes) -> str:
    """Make the value by which a database knows its key."""
    return hashing.keyed_hash(key, "check")


def refuse_readable(file: Path) -> None:
    """Refuse a file that others on this machine can read; raises Unfit."""
    if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise Unfit(f"Others on this machine can read {file}. Run: chmod 600 {file}")


def read(file: Path) -> bytes:
    """Read a key file; raises Unfit where it is none."""
    try:
        found = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        found = b""
    if len(found) != KEY_BYTES:
        raise Unfit(
            f"The key {file} is missing, empty or damaged: put it back from a backup, "
            "where it ends in .key; without it the bot does not know who asked not to "
            "be contacted."
        )
    return found


@lru_cache(maxsize=64)
def read_once(file: Path) -> bytes:
    """Read a key file the first time; the same key until the next start."""
    return read(file)


def write_key(file: Path, content: str) -> None:
    """Write a key file in one step; one that is there already stays."""
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    try:
        append(draft, content)
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)


def write_again(file: Path, content: str) -> None:
    """Replace a file's content in one step."""
    draft = file.with_name(file.name + RESTORING)
    draft.unlink(missing_ok=True)
    append(draft, content)
    draft.replace(file)


def append(file: Path, content: str) -> None:
    """Append to a file, synced to disk before returning; make one with mode 0600."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
