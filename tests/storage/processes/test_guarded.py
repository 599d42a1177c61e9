"""A store for who leads: its check comes before every unit that writes."""

import pytest
from sqlmodel import Session

from storage import engine, updates
from storage.processes import guarded, leases
from tests.storage.test_server_store import NOW

pytestmark = pytest.mark.one_database


def refuse(_session: Session) -> None:
    raise leases.Lost


def save(session: Session) -> None:
    updates.first_time(session, 1, 5, NOW)


def test_nothing_is_saved_by_one_that_leads_no_more(store: engine.Store) -> None:
    found = guarded.Guarded(store, refuse)
    writes = (
        lambda: found.write(save),
        lambda: found.submit(save).result(),
    )
    for write in writes:
        with pytest.raises(leases.Lost):
            write()
    assert store.read(lambda session: updates.handled(session, 1, [5])) == set()


def test_it_saves_and_reads_while_it_leads(store: engine.Store) -> None:
    found = guarded.Guarded(store, lambda _: None)
    found.write(lambda session: updates.first_time(session, 1, 5, NOW))
    assert found.read(lambda session: updates.handled(session, 1, [5])) == {5}
    look = found.submit_read(lambda session: updates.handled(session, 1, [6]))
    assert look.result() == set()
