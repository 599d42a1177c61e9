"""Rows kept for a unit of work, and statements handed to the driver."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import bindparam
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


@pytest.mark.one_database
def test_a_unit_reads_a_row_once(tmp_path: Path) -> None:
    with statement_counter.counting() as counter:
        opened = fresh_database.open_at(tmp_path / "once.db")
        ballot_id = opened.store.write(with_member)
        counter.clear()

        def unit(session: Session) -> None:
            for _ in range(3):
                ballots.get(session, ballot_id)
                ballots.life(session, ballot_id)

        opened.store.write(unit)
        opened.close()
    assert len(counter.statements) == 1


def test_a_row_changed_past_the_session_is_read_anew(store: Store) -> None:
    ballot_id = store.write(with_member)
    table = SQLModel.metadata.tables["ballot"]

    def unit(session: Session) -> str:
        ballots.get(session, ballot_id)
        session.connection().execute(update(table).values(name="Jobs"))
        rows.outdated(session, BallotRow, ballot_id)
        return session.get_one(BallotRow, ballot_id).name

    assert store.write(unit) == "Jobs"
