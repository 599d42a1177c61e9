"""An error of SQLite is looked at again before the file is called damaged (P11)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session

from bench.speed import gates
from storage import engine, outages
from storage.opening import open_store

MALFORMED = 11


@pytest.fixture
def store(tmp_path: Path) -> Iterator[engine.Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'mantelpiece.db'}")
    yield opened.store
    opened.close()


def fail(_session: Session) -> None:
    """Fail as SQLite does where the disk did not give it a page."""
    error = engine.sqlite_module().DatabaseError("database disk image is malformed")
    error.sqlite_errorcode = MALFORMED
    raise error


def outcome(store: engine.Store) -> list[tuple[bool, bool]]:
    """How each of the two ways into the store fails: passing, damaged?"""
    found = []
    for way in (store.write, store.read):
        with pytest.raises(Exception, match=r"malformed|page") as raised:
            way(fail)
        found.append((outages.passing(raised.value), outages.damaged(raised.value)))
    return found


def test_a_page_that_could_not_be_read_is_an_outage(store: engine.Store) -> None:
    assert outcome(store) == [(True, False)] * 2


def test_a_file_that_is_malformed_is_damaged(
    store: engine.Store, tmp_path: Path
) -> None:
    store.write(lambda session: session.connection().exec_driver_sql("SELECT 1").all())
    file = tmp_path / "mantelpiece.db"
    file.write_bytes(b"\xff" * file.stat().st_size)
    (tmp_path / "mantelpiece.db-wal").write_bytes(b"")
    assert outcome(store) == [(False, True)] * 2


@pytest.mark.parametrize(
    ("value", "stored"), [(None, ("null", None)), (True, ("integer", 1))]
)
def test_the_driver_asks_no_missing_value_and_no_yes_how_to_store_it(
    store: engine.Store, value: object, stored: object
) -> None:
    module = engine.sqlite_module()
    assert (type(value), module.PrepareProtocol) in module.adapters

    def unit(session: Session) -> object:
        sql = "SELECT typeof(?1), ?1"
        return session.connection().exec_driver_sql(sql, (value,)).one()

    assert store.read(unit) == stored


def test_a_statement_stays_prepared_however_many_others_there_are(
    store: engine.Store,
) -> None:
    hot = "SELECT count(*) FROM member WHERE standing = 'voted'"

    def run(session: Session, sql: str) -> object:
        return session.connection().exec_driver_sql(sql).all()

    def opcodes() -> int:
        return store.write(lambda s: gates.opcodes(s, lambda s: run(s, hot)))

    found = [opcodes()]
    for turn in range(2):
        for number in range(200):
            store.write(lambda s, n=number, t=turn: run(s, f"SELECT {n} + {t}"))
        found.append(opcodes())
    assert found[0] > found[1] == found[2]
