"""A database made by the migrations once, and copied for each test that begins anew.

On SQLite; on PostgreSQL where the test says so, and by turns where it runs on both.
"""

import atexit
import contextlib
import functools
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import opening
from storage.privacy import files_beside
from tests import postgresql

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_kinds = [SQLITE]
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
