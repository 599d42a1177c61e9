"""Rows are inserted once, and those that wait for each other by one statement."""

from pathlib import Path

import pytest
from sqlmodel import Session, select

from storage.engine import Store
from storage.statements import inserts
from storage.tables import MemoRow
from tests import fresh_database, statement_counter

MEMO = inserts.Insert(MemoRow, "name")


def test_a_row_that_is_there_already_is_not_inserted_again(store: Store) -> None:
    def unit(session: Session) -> list[str | None]:
        values = {"name": "once", "value": {"at": 1}}
        return [MEMO.insert(session, values) for _ in range(2)]

    assert store.write(unit) == ["once", None]


def memos(session: Session) -> list[str]:
    known = session.exec(select(MemoRow).order_by(MemoRow.name))
    return [row.name for row in known if row.value == {"of": row.name}]


def later(session: Session, *wanted: str) -> None:
    for name in wanted:
        MEMO.insert_with_next(session, {"name": name, "value": {"of": name}})


def test_rows_that_wait_for_the_next_are_saved_when_the_unit_ends(store: Store) -> None:
    store.write(lambda session: later(session, "a", "b", "c"))
    assert store.read(memos) == ["a", "b", "c"]


def test_rows_that_wait_are_there_for_whatever_the_unit_asks_next(store: Store) -> None:
    def unit(session: Session) -> list[object]:
        found: list[object] = []
        later(session, "a", "b")
        found.append(memos(session))
        later(session, "c")
        found.append(MEMO.insert(session, {"name": "c", "value": {}}))
        return found

    assert store.write(unit) == [["a", "b"], None]


def test_rows_that_wait_are_not_saved_where_the_unit_fails(store: Store) -> None:
    def fail(session: Session) -> None:
        later(session, "a")
        raise KeyError

    with pytest.raises(KeyError):
        store.write(fail)
    store.write(lambda session: later(session, "b"))
    assert store.read(memos) == ["b"]


@pytest.mark.one_database
def test_rows_that_wait_for_each_other_are_one_statement(tmp_path: Path) -> None:
    with statement_counter.counting() as counter:
        opened = fresh_database.open_at(tmp_path / "together.db")
        counter.clear()
        opened.store.write(lambda session: later(session, "a", "b", "c"))
        opened.close()
    assert len(counter.statements) == 1
