"""Rows that have ended are kept for a while."""

from sqlmodel import select

from storage.engine import Store
from storage.outbox import history, settle
from storage.tables import OutboxRow
from tests.storage.outbox import steps
from tests.storage.outbox.steps import HOUR, NOW


def test_only_ended_rows_are_pruned(store: Store) -> None:
    ended, waiting = steps.put(store), steps.put(store)
    store.write(lambda session: settle.mark_sent(session, ended, 1, NOW))
    assert store.write(lambda session: history.prune(session, NOW + HOUR, 10)) == 1
    rows = select(OutboxRow.id)
    assert store.read(lambda session: list(session.exec(rows))) == [waiting]
