"""A unit reads a row once, and anew where a statement has changed it."""

import datetime as dt
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, update

from storage import ballots
from storage.engine import Store
from storage.statements import sessions
from storage.tables import BallotRow
from tests import fresh_database, statement_counter
from tests.storage.statements.steps import NOW, with_member


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


def test_a_row_changed_past_the_session_is_read_anew(store: Store) -> None:
    ballot_id = store.write(with_member)
    table = SQLModel.metadata.tables["ballot"]

    def unit(session: Session) -> str:
        ballots.get(session, ballot_id)
        session.connection().execute(update(table).values(name="Jobs"))
        sessions.outdated(session, BallotRow, ballot_id)
        return session.get_one(BallotRow, ballot_id).name

    assert store.write(unit) == "Jobs"
