"""What `mantelpiece check` looks at; each fault is one sentence with what to do."""

import stat
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import Session

from bot.usecases import chains
from storage import ballots, beside, engine, tallies
from storage.engine import Store


def faults(store: Store, url: str) -> list[str]:
    """Everything that is not as it should be."""
    found = list(_files(url))
    found += store.read(lambda session: [*_database(session), *_counts(session)])
    broken = store.read(chains.broken)
    if broken is not None:
        found.append(f"The audit log was changed at line {broken}.")
    return found


def _files(url: str) -> Iterator[str]:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return
    database = Path(parsed.database)
    for file in (database, beside.key_file(database), beside.journal_file(database)):
        if file.exists() and stat.S_IMODE(file.stat().st_mode) & 0o077:
            yield f"Others on this machine can read {file}. Run: chmod 600 {file}"


def _database(session: Session) -> Iterator[str]:
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


def _counts(session: Session) -> Iterator[str]:
    """The tallies against the members themselves, as far as these are not purged."""
    for ballot in ballots.every(session):
        purged = ballots.life(session, ballot.id).purged_at is not None
        kept = tallies.cells(session, ballot.id)
        if not purged and kept != tallies.counted(session, ballot.id):
            yield f"The counts of {ballot.name!r} do not fit its members."
