"""A database made by the migrations once, and copied for each test that begins anew."""

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from storage import opening
from storage.privacy import files_beside


def open_at(path: Path, *, alone: bool = False) -> opening.Opened:
    """Open the database there; if there is none, a copy of the empty one."""
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
