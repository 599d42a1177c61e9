"""Rows kept for a unit of work, and statements handed to the driver."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import bindparam
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, SQLModel, select, update

from bot.rules.ballot.ballot import Ballot
from storage import ballots, members, rows
from storage.engine import Store
from storage.tables import BallotRow, MemberRow, MemoRow
from tests import fresh_database, statement_counter

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
FIELDS = {
    "first_name": "Siân",
    "due_at": NOW,
    "band": 6,
    "import_status_on": dt.date(2027, 3, 1),
    "extra": {"shift": ["early", 3]},
    "offers_help": True,
    "limits": frozenset({"evenings"}),
}
MEMBERS = rows.Plain(
    lambda _: select(*members.COLUMNS).where(MemberRow.due_at == bindparam("due"))
)
MEMO = rows.Newcomer(MemoRow, "name")
CHANGE = rows.Change(BallotRow)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "rows.db")
    yield opened.store
    opened.close()


def with_member(session: Session) -> int:
    ballot = ballots.add(session, Ballot(0, "Pay", NOW), NOW)
    members.add(session, ballot.id, [FIELDS])
    return ballot.id


def test_a_plain_statement_gives_the_values_the_columns_hold(store: Store) -> None:
    ballot_id = store.write(with_member)
    in_london = NOW.astimezone(dt.timezone(dt.timedelta(hours=1)))
    found = store.read(lambda session: MEMBERS.run(session, {"due": in_london}))
    (kept,) = store.read(lambda session: list(members.every(session, ballot_id)))
    assert [members.from_columns(row) for row in found] == [kept]
    assert {name: getattr(kept, name) for name in FIELDS} == FIELDS


def test_a_plain_statement_refuses_an_instant_without_a_zone(store: Store) -> None:
    bare = NOW.replace(tzinfo=None)
    with pytest.raises(ValueError, match="without a time zone"):
        store.read(lambda session: MEMBERS.run(session, {"due": bare}))


def test_a_plain_statement_sees_what_the_session_has_not_written_yet(
    store: Store,
) -> None:
    store.write(with_member)
    later = NOW + dt.timedelta(hours=1)

    def unit(session: Session) -> int:
        session.exec(select(MemberRow)).one().due_at = later
        return len(MEMBERS.run(session, {"due": later}))

    assert store.write(unit) == 1


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


@pytest.mark.one_database
@pytest.mark.parametrize("how", ["submit", "submit_read"])
def test_a_unit_reads_a_row_once(tmp_path: Path, how: str) -> None:
    with statement_counter.counting() as counter:
        opened = fresh_database.open_at(tmp_path / "once.db")
        ballot_id = opened.store.write(with_member)
        counter.clear()

        def unit(session: Session) -> None:
            for _ in range(3):
                ballots.get(session, ballot_id)
                ballots.life(session, ballot_id)

        getattr(opened.store, how)(unit).result()
        opened.close()
    assert len(counter.statements) == 1


def test_a_unit_that_reads_sees_what_is_saved_once_it_has_ended_its_snapshot(
    store: Store,
) -> None:
    ballot_id = store.write(with_member)
    at = NOW + dt.timedelta(days=1)

    def unit(session: Session) -> tuple[bool, bool]:
        first = ballots.life(session, ballot_id).agreed_at == at
        store.write(lambda s: ballots.update_life(s, ballot_id, agreed_at=at))
        same = ballots.life(session, ballot_id).agreed_at == at
        session.rollback()
        return first or same, ballots.life(session, ballot_id).agreed_at == at

    assert store.read(unit) == (False, True)


def test_what_is_not_there_is_not_found(store: Store) -> None:
    for unit in (store.read, store.write):
        with pytest.raises(NoResultFound):
            unit(lambda session: ballots.get(session, 7))
    with pytest.raises(NoResultFound):
        store.write(lambda session: CHANGE.make(session, (7,), {"name": "Pay"}))


def test_a_changed_row_is_the_same_in_the_session_and_saved(store: Store) -> None:
    ballot_id = store.write(with_member)
    other = dt.timezone(dt.timedelta(hours=1))

    def unit(session: Session) -> BallotRow:
        row = session.get_one(BallotRow, ballot_id)
        row.group_muted = True
        CHANGE.make(session, (ballot_id,), {"agreed_at": NOW.astimezone(other)})
        assert (row.agreed_at, row.group_muted) == (NOW, True)
        assert not session.dirty
        return row

    store.write(unit)
    life = store.read(lambda session: ballots.life(session, ballot_id))
    assert (life.agreed_at, life.group_muted) == (NOW, True)


@pytest.mark.one_database
def test_a_row_that_is_as_it_should_be_is_not_written(tmp_path: Path) -> None:
    with statement_counter.counting() as counter:
        opened = fresh_database.open_at(tmp_path / "same.db")
        ballot_id = opened.store.write(with_member)

        def unit(session: Session) -> None:
            for _ in range(2):
                session.get_one(BallotRow, ballot_id)
                CHANGE.make(session, (ballot_id,), {"group_muted": True})

        counter.clear()
        opened.store.write(unit)
        opened.close()
    assert len(counter.statements) == 2


def test_a_row_changed_past_the_session_is_read_anew(store: Store) -> None:
    ballot_id = store.write(with_member)
    table = SQLModel.metadata.tables["ballot"]

    def unit(session: Session) -> str:
        ballots.get(session, ballot_id)
        session.connection().execute(update(table).values(name="Jobs"))
        rows.outdated(session, BallotRow, ballot_id)
        return session.get_one(BallotRow, ballot_id).name

    assert store.write(unit) == "Jobs"
