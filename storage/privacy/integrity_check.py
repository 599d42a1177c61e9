"""Check the integrity of an SQLite database."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import Session

from storage import engine


def file_of(url: str) -> Path | None:
    """Return the file of an SQLite database; None for PostgreSQL."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return Path(parsed.database)


def faults(session: Session) -> Iterator[str]:
    """Yield each fault as a sentence with what to do; none for PostgreSQL."""
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return
    said = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
    if said != "ok":
        yield f"The database is damaged: {said}. Run: mantelpiece restore FILE"
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        yield "Rows of the database point at nothing. Run: mantelpiece restore FILE"
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    if mode == "wal" and engine.journal_mode(engine.sqlite_module()) != "WAL":
        yield "This SQLite may lose commits with a write-ahead log. Install pysqlite3."
