"""Open a database after checking its lock, file mode, header and version."""

import contextlib
import fcntl
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel

from storage import engine, outages
from storage.outbox import take
from storage.privacy import (
    files_beside,
    integrity_check,
    key_and_erasures,
    write_ahead_log,
)
from storage.processes import presence
from storage.statements import locks, sessions

_DAMAGED = "The database is damaged. Run: mantelpiece restore FILE"
_COLUMNS = """SELECT made.name, part.name FROM sqlite_master AS made
    JOIN pragma_table_info(made.name) AS part WHERE made.type = 'table'"""
_KEYS = """SELECT made.name, part."from", part."table", part."to"
    FROM sqlite_master AS made JOIN pragma_foreign_key_list(made.name) AS part
    WHERE made.type = 'table'"""
HEAD = "0014"

Lock = IO[bytes] | presence.Presence
ANOTHER_RUNS = (
    "Another Mantelpiece is running on this database. Stop it first; only those that "
    "Telegram sends updates to, by [webhook] url, can share one."
)


class CannotOpen(Exception):
    """The database cannot be used; the message says why and what to do."""


class Opened:
    """An open store with its lock: on the file, or a place on the server."""

    def __init__(self, store: engine.Store, lock: Lock | None) -> None:
        self.store = store
        self._lock = lock

    def held(self) -> bool:
        """Whether the lock holds, taken anew on a server whose line broke."""
        return not isinstance(self._lock, presence.Presence) or self._lock.hold()

    def close(self) -> None:
        """Close the store and release the lock."""
        self.store.close()
        _release(self._lock)


def open_store(
    url: str,
    *,
    alone: bool = False,
    shared: bool = False,
    beside: Path | None = None,
) -> Opened:
    """Open the store behind a URL, its tables brought up to date; raises CannotOpen.

    `alone`: no other process that also asks for it may have the database open.
    `shared`: nor may one that wants it alone, while those that share it have it (on
    PostgreSQL only). `beside`: where a server's key and journal stand, if not in the
    working folder.
    """
    path = _file(url)
    lock: Lock | None = None
    try:
        if path is not None:
            _check_file(path)
            if alone:
                lock = _locked(path)
                _check_log(path)
        elif alone or shared:
            lock = _placed(url, shared=shared)
        store = engine.connect(url, beside)
        _prepare(store, checked=path is not None and lock is not None)
        if lock is not None and not shared:
            store.write(take.release_sending)
    except (CannotOpen, files_beside.Unfit) as error:
        _release(lock)
        raise CannotOpen(str(error)) from None
    except Exception as error:
        _release(lock)
        if said := integrity_check.sentence(url, error):
            raise CannotOpen(said) from None
        if not isinstance(error, SQLAlchemyError | OSError):
            raise
        reason = str(getattr(error, "orig", error) or error)
        raise CannotOpen(f"The database cannot be opened: {reason}.") from None
    return Opened(store, lock)


def _prepare(store: engine.Store, *, checked: bool) -> None:
    """Bring the tables up to date; refuse a damaged file where it is to be checked."""
    if checked:
        store.read(_check_pages)
    store.write(_make_ready)
    if checked:
        store.read(_check_columns)


def _placed(url: str, *, shared: bool) -> presence.Presence:
    """Take a place on a server; raises CannotOpen if others are in the way."""
    place = presence.Presence(url, shared=shared)
    if place.hold():
        return place
    if shared:
        raise CannotOpen(
            "A Mantelpiece without a webhook is running on this database, and has it "
            "alone. Stop it first."
        )
    raise CannotOpen(ANOTHER_RUNS)


def _release(lock: Lock | None) -> None:
    if lock is not None:
        lock.close()


def _file(url: str) -> Path | None:
    try:
        parsed = make_url(url)
    except SQLAlchemyError:
        raise CannotOpen(
            f"storage.url is not a database's address: {url.split('@')[-1]!r}. "
            "Write it like sqlite:///mantelpiece.db"
        ) from None
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database:
        raise CannotOpen("storage.url names no file. Write sqlite:///mantelpiece.db")
    return Path(parsed.database)


def _check_file(path: Path) -> None:
    """Check that the file is ours alone and a database; make one with mode 0600."""
    if not path.parent.is_dir():
        raise CannotOpen(f"There is no folder {path.parent} for the database.")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        if outages.no_room(error):
            raise
        raise CannotOpen(
            f"The database {path} cannot be opened: {error.strerror}."
        ) from None
    with os.fdopen(descriptor, "rb") as file:
        mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
        header = file.read(len(engine.HEADER))
    if mode & 0o077:
        raise CannotOpen(
            f"Others on this machine can read the database. Run: chmod 600 {path}"
        )
    if header and header != engine.HEADER:
        raise CannotOpen(
            f"{path} is not a database of Mantelpiece. If it was one, run: "
            "mantelpiece restore FILE"
        )


def _check_log(path: Path) -> None:
    """Refuse a log from which SQLite would drop commits, before it opens the log."""
    if write_ahead_log.is_damaged(path):
        log = write_ahead_log.file_of(path)
        raise CannotOpen(
            f"The log {log} is damaged: what was saved last cannot be read. Run: "
            f"mantelpiece restore FILE; or move {log} away and go on without it."
        )


def _check_pages(session: Session) -> None:
    """Refuse a file whose pages do not fit together, before anything is written.

    All of them at each start, which takes 16 ms a MiB: a service that stopped because
    of damage is started again some seconds later, and must not go on then.
    """
    said = (
        sessions.connection(session)
        .exec_driver_sql("PRAGMA integrity_check(1)")
        .scalar()
    )
    if said != "ok":
        raise CannotOpen(_DAMAGED)


def _check_columns(session: Session) -> None:
    """Refuse a file that names a table or a column otherwise than the program does.

    A bit changed in a name leaves pages that fit together.
    """
    tables = SQLModel.metadata.tables.values()
    columns = {(one.name, column.name) for one in tables for column in one.columns}
    keys = {
        (one.name, key.parent.name, key.column.table.name, key.column.name)
        for one in tables
        for key in one.foreign_keys
    }
    connection = sessions.connection(session)
    for known, asked in ((columns, _COLUMNS), (keys, _KEYS)):
        if known - {tuple(row) for row in connection.exec_driver_sql(asked)}:
            raise CannotOpen(_DAMAGED)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock on this file; raises CannotOpen if another process has it."""
    lock = _locked(path)
    try:
        yield
    finally:
        lock.close()


def _locked(path: Path) -> IO[bytes]:
    file = path.with_name(path.name + ".lock")
    lock = file.open("ab")
    file.chmod(0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise CannotOpen(
            f"Another Mantelpiece is running on {path}. Stop it first."
        ) from None
    return lock


def _make_ready(session: Session) -> None:
    """Bring the tables up to date and check the key, both or neither.

    Who starts meanwhile waits until that is done.
    """
    engine.lift_limits(session)
    locks.hold(session, "tables")
    _bring_up_to_date(session)
    files_beside.verify(session)
    key_and_erasures.drop_words(session)


def _bring_up_to_date(session: Session) -> None:
    connection = sessions.connection(session)
    version = _version(connection)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise CannotOpen(
            f"The database was made by a newer Mantelpiece (version {version}; this "
            f"one knows {HEAD}). Install that version, or restore an older backup."
        )
    upgrade(connection)


def _version(connection: Connection) -> str | None:
    there = connection.dialect.has_table(connection, "alembic_version")
    if not there:
        return None
    row = connection.execute(text("SELECT version_num FROM alembic_version")).first()
    return row[0] if row else None


def upgrade(connection: Connection, to: str = "head") -> None:
    """Run the history of the schema up to now; Alembic is loaded only for this."""
    from alembic import command, config

    settings = config.Config()
    settings.set_main_option("script_location", "storage:migrations")
    settings.set_main_option("path_separator", "os")
    settings.attributes["connection"] = connection
    command.upgrade(settings, to)
