"""Check the integrity of an SQLite database."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlmodel import Session

from bot.rules.privacy.fault import Fault, Kind
from storage import engine, outages
from storage.statements import sessions


def file_of(url: str) -> Path | None:
    """Return the file of an SQLite database; None for PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def sentence(url: str, error: BaseException) -> str | None:
    """Say what to do about an error, if it comes from the database and not from us."""
    file = file_of(url)
    if file is not None and (outages.damaged(error) or engine.is_damaged(file)):
        return f"The database {file} is damaged. Run: mantelpiece restore FILE"
    if file is not None and outages.no_room(error):
        free = shutil.disk_usage(file.parent).free // 2**20
        return (
            f"The database {file} cannot be written: the disk is full or failing "
            f"({free} MiB are free). Make room or mend it, then start again."
        )
    from_database = isinstance(error, SQLAlchemyError | outages.Misread)
    if from_database and outages.passing(error):
        return f"The database cannot be used now: {getattr(error, 'orig', error)}."
    return None


def faults(session: Session) -> Iterator[Fault]:
    """Yield each fault of the database itself; none for PostgreSQL."""
    connection = sessions.connection(session)
    if connection.dialect.name != "sqlite":
        return
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if said != "ok":
        yield Fault(
            Kind.DAMAGED,
            f"The database is damaged: {said}. Run: mantelpiece restore FILE",
        )
    if not _keys_fit(connection):
        yield Fault(
            Kind.DAMAGED,
            "Rows of the database point at nothing. Run: mantelpiece restore FILE",
        )
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    if mode == "wal" and engine.journal_mode(engine.sqlite_module()) != "WAL":
        yield Fault(
            Kind.SQLITE,
            "This SQLite may lose commits with a write-ahead log. Install pysqlite3.",
        )


def _keys_fit(connection: Connection) -> bool:
    """Whether each row that is pointed at is there; not where a key names no column."""
    try:
        lost = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    except OperationalError as error:
        if outages.passing(error) or outages.damaged(error):
            raise
        return False
    return lost is None
