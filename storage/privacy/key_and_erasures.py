"""What lies beside the database and not in it: the key, and what restore replays.

Both files have mode 0600. The journal only grows and holds keyed hashes, no names.
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
"""What a backup's copy is called until it takes its place; the files are the same."""
NO_FILE = Path("mantelpiece")
"""Where the database is a server's, the files lie in the working folder."""


def place(session: Session) -> Path:
    """Return the path that the names of both files begin with."""
    engine: Engine = session.get_bind().engine
    if engine.dialect.name != "sqlite":
        return NO_FILE
    database = Path(engine.url.database or NO_FILE)
    return database.with_name(database.name.removesuffix(RESTORING))


def key(session: Session) -> bytes:
    """Read the key of all keyed hashes of this installation, made at the first need."""
    return _key(key_file(place(session)))


def key_file(database: Path) -> Path:
    """Name the file of the key."""
    return database.with_name(database.name + ".key")


def journal_file(database: Path) -> Path:
    """Name the file of what restore replays."""
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
    """One line of the journal: `what` happened to whom, or to which ballot."""

    what: Required[str]
    hash: str
    ballot: str
    why: str


def write_down(session: Session, line: Line) -> None:
    """One more line of the journal, on the disk before this returns."""
    file = journal_file(place(session))
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as opened:
        opened.write(json.dumps(line) + "\n")
        opened.flush()
        os.fsync(opened.fileno())


def written_down(database: Path) -> Iterator[Line]:
    """Read the lines of the journal, oldest first; a torn last line is passed over."""
    file = journal_file(database)
    if not file.exists():
        return
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            continue
