"""Databases are brought up to date when they are opened, whoever opens them."""

import gzip
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, select

from storage import engine, opening, tables
from storage.privacy import files_beside
from tests import postgresql

OLD = Path(__file__).parents[1] / "data" / "old_version"
FIRST = "0001"
COUNTED = {
    tables.MemberRow: 12,
    tables.ContactRow: 2,
    tables.ClaimRow: 6,
    tables.CardRow: 6,
    tables.ButtonRow: 12,
    tables.OutboxRow: 167,
    tables.KeptCountRow: 18,
}
"""Rows of its tables."""


def run(session: Session, sql: str) -> object:
    """Run this and return its first value."""
    return session.connection().exec_driver_sql(sql).scalar()


def old_on_sqlite(folder: Path) -> str:
    """Put the old version's database with its key into a folder."""
    file = folder / "play.db"
    file.write_bytes(gzip.decompress((OLD / "play.db.gz").read_bytes()))
    shutil.copy(OLD / "play.db.key", files_beside.key_file(file))
    for path in folder.iterdir():
        path.chmod(0o600)
    return f"sqlite:///{file}"


def old_on_postgresql(folder: Path) -> str:
    """Put what is in it into a PostgreSQL of that version."""
    source = sa.create_engine(old_on_sqlite(folder))
    url = postgresql.bare(folder / "play.db")
    target = sa.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with source.connect() as old, target.begin() as new:
        opening.upgrade(new, FIRST)
        there = sa.MetaData()
        there.reflect(new)
        for table in SQLModel.metadata.sorted_tables:
            if table.name in there.tables:
                _copy(old, new, table, there.tables[table.name])
    source.dispose()
    target.dispose()
    return url


def _copy(
    old: sa.Connection, new: sa.Connection, table: sa.Table, there: sa.Table
) -> None:
    both = [column for column in table.c if column.name in there.c]
    if rows := [row._asdict() for row in old.execute(sa.select(*both))]:
        new.execute(there.insert(), rows)


@pytest.mark.parametrize("place", [old_on_sqlite, old_on_postgresql])
def test_a_database_of_the_old_version_keeps_what_is_in_it(tmp_path, place) -> None:
    url = place(tmp_path)
    opened = opening.open_store(url, beside=tmp_path / "play.db")
    counted = {
        kind: len(opened.store.read(lambda s, kind=kind: s.exec(select(kind)).all()))
        for kind in COUNTED
    }
    version = opened.store.read(
        lambda s: run(s, "SELECT version_num FROM alembic_version")
    )
    opened.close()
    assert version == opening.HEAD
    assert counted == COUNTED


def test_two_that_start_at_once_make_the_tables_once(tmp_path: Path) -> None:
    url, beside = postgresql.bare(tmp_path / "a"), tmp_path / "a"
    with ThreadPoolExecutor(2) as threads:
        both = [threads.submit(opening.open_store, url, beside=beside) for _ in "ab"]
    for one in both:
        store = one.result().store
        assert store.read(lambda s: run(s, "SELECT count(*) FROM alembic_version")) == 1
        one.result().close()


def test_a_migration_may_take_its_time_and_nothing_else(tmp_path: Path) -> None:
    opened = postgresql.open_at(tmp_path / "a")
    limits = ("lock_timeout", "statement_timeout")

    def lifted(session: Session) -> list[object]:
        engine.lift_limits(session)
        return [run(session, f"SHOW {limit}") for limit in limits]

    assert opened.store.write(lifted) == ["0", "0"]
    for limit in limits:
        assert opened.store.write(lambda s, it=limit: run(s, f"SHOW {it}")) != "0"
    opened.close()


@pytest.mark.one_database
@pytest.mark.parametrize(
    "name", [b"nudges_paused", b"outbox", b"REFERENCES outbox (id"]
)
def test_a_name_of_the_schema_that_was_changed_is_damage(
    tmp_path: Path, name: bytes
) -> None:
    """A bit flipped in a name: the pages fit together all the same."""
    file = tmp_path / "mantelpiece.db"
    opening.open_store(f"sqlite:///{file}", alone=True).close()
    with sqlite3.connect(file) as line:
        line.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    line.close()
    file.write_bytes(file.read_bytes().replace(name, name[:-1] + b"z"))
    with pytest.raises(opening.CannotOpen, match="is damaged"):
        opening.open_store(f"sqlite:///{file}", alone=True)
