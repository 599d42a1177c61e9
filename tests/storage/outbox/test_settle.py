"""A row that was not sent waits again, in its place."""

from storage.engine import Store
from storage.outbox import settle
from tests.storage.outbox import steps


def test_a_row_that_waits_keeps_its_place(store: Store) -> None:
    first, second = steps.put(store), steps.put(store)
    steps.begin(store, first)
    store.write(lambda session: settle.requeue(session, first, "NotSent", unsure=False))
    assert steps.due(store) == [first, second]
