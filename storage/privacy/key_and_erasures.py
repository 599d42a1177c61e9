"""The two files beside the database: the hash key, and the journal of erasures.

`restore` replays the journal. It is only appended to, and holds keyed hashes, no
names. Both files have mode 0600.
"""

import json
import os
import secrets
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Required, TypedDict

from sqlalchemy import Engine
from sqlmodel import Session

KEY_BYTES = 32
RESTORING = ".restoring"
"""Suffix of a backup's copy during restore; it shares the database's two files."""
NO_FILE = Path("mantelpiece")
"""With PostgreSQL, the files are in the working folder under this name."""


def place(session: Session) -> Path:
    """Return the path to which both files add their suffix."""
    engine: Engine = session.get_bind().engine
    if engine.dialect.name != "sqlite":
        return NO_FILE
    database = Path(engine.url.database or NO_FILE)
    return database.with_name(database.name.removesuffix(RESTORING))


def key(session: Session) -> bytes:
    """Read the installation's key for keyed hashes; make it the first time."""
    return _key(key_file(place(session)))


def key_file(database: Path) -> Path:
    """Return the path of the key file."""
    return database.with_name(database.name + ".key")


def journal_file(database: Path) -> Path:
    """Return the path of the journal."""
    return database.with_name(database.name + ".erased")


@lru_cache(maxsize=64)
def _key(file: Path) -> bytes:
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return bytes.fromhex(file.read_text(encoding="ascii").strip())
    made = secrets.token_bytes(KEY_BYTES)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(made.hex() + "\n")
        opened.flush()
        os.fsync(opened.fileno())
    return made


class Line(TypedDict, total=False):
    """One line of the journal: what happened to which hash or ballot."""

    what: Required[str]
    hash: str
    ballot: str
    why: str


def write_down(session: Session, line: Line) -> None:
    """Append a line to the journal, synced to disk before returning."""
    file = journal_file(place(session))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as opened:
        opened.write(json.dumps(line) + "\n")
        opened.flush()
        os.fsync(opened.fileno())


def written_down(database: Path) -> Iterator[Line]:
    """Read the journal, the oldest line first; skip a line only partly written."""
    file = journal_file(database)
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue
