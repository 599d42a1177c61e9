"""One row by its key: found or not, changed in the session as in the database."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session

from storage import ballots
from storage.engine import Store
from storage.statements import by_key
from storage.tables import BallotRow
from tests import fresh_database, statement_counter
from tests.storage.statements.steps import NOW, with_member

CHANGE = by_key.Change(BallotRow)


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
