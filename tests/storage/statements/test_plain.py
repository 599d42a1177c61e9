"""Plain statements convert as the columns do, and see what the session has done."""

import datetime as dt

import pytest
from sqlalchemy import bindparam
from sqlmodel import Session, select

from storage import members
from storage.engine import Store
from storage.statements import plain
from storage.tables import MemberRow
from tests.storage.statements.steps import FIELDS, NOW, with_member

MEMBERS = plain.Statement(
    lambda _: select(*members.COLUMNS).where(MemberRow.due_at == bindparam("due"))
)


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
