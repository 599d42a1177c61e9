"""A database made by the migrations once, and copied for each test that begins anew.

On SQLite; on PostgreSQL where MANTELPIECE_DATABASE=postgresql, or the test, says so.
MANTELPIECE_DATABASE=both has all run on both that by default do so in part.
"""

import atexit
import contextlib
import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import opening
from storage.privacy import files_beside
from tests import postgresql

SQLITE, POSTGRESQL, BOTH = "sqlite", "postgresql", "both"
WANTED = os.environ.get("MANTELPIECE_DATABASE", "")
A_PART = 4
"""Of as many tests of a file one runs on both where only a part does, the first too."""
_kinds = [POSTGRESQL if WANTED == POSTGRESQL else SQLITE]
"""The kind of database now is the last of these."""


@contextlib.contextmanager
def kind(name: str) -> Iterator[None]:
    """Open this kind of database meanwhile."""
    _kinds.append(name)
    try:
        yield
    finally:
        _kinds.pop()


def on_both(metafunc: pytest.Metafunc) -> None:
    """Run a test on both, unless it is of what only one has."""
    if not metafunc.definition.get_closest_marker("one_database"):
        both = (SQLITE, POSTGRESQL)
        metafunc.parametrize("database", both, indirect=True, scope="module")


def partly_on_both(metafunc: pytest.Metafunc) -> None:
    """Run one of so many tests of a file on both, or what else is wanted of all."""
    tests = [name for name in vars(metafunc.module) if name.startswith("test_")]
    place = tests.index(metafunc.function.__name__)
    if WANTED == BOTH or (not WANTED and place % A_PART == 0):
        on_both(metafunc)


def open_at(path: Path, *, alone: bool = False) -> opening.Opened:
    """Open the database there; if there is none, a copy of the empty one."""
    if _kinds[-1] == POSTGRESQL:
        return postgresql.open_at(path, alone=alone)
    if not path.exists():
        empty = _made()
        shutil.copy(files_beside.key_file(empty), files_beside.key_file(path))
        shutil.copy(empty, path)
    return opening.open_store(f"sqlite:///{path}", alone=alone)


@functools.cache
def _made() -> Path:
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    path = Path(folder) / "empty.db"
    opening.open_store(f"sqlite:///{path}").close()
    return path
