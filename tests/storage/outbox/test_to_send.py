"""Rows are put once, in their order, and follow their group."""

from sqlmodel import Session

from storage.engine import Store
from storage.outbox import take, to_send
from tests.storage.outbox import steps
from tests.storage.outbox.steps import NOW


def test_a_key_is_used_once(store: Store) -> None:
    assert steps.put(store, key="14 days") == steps.put(store, key="14 days")
    assert len(steps.due(store)) == 1


def test_rows_are_due_in_the_order_in_which_they_were_put(store: Store) -> None:
    def unit(session: Session) -> None:
        for place, put_one in enumerate(
            (to_send.put_with_next, to_send.put_with_next, to_send.put) * 2
        ):
            put_one(session, 7, "send", {"claim": place}, NOW)

    store.write(unit)
    entries = store.read(lambda session: take.due(session, NOW, 10))
    assert [entry.ending["claim"] for entry in entries] == list(range(6))


def test_rows_follow_their_group(store: Store) -> None:
    steps.put(store)
    store.write(lambda session: to_send.follow_group(session, 7, -1007))
    entries = store.read(lambda session: take.due(session, NOW, 10))
    assert [entry.chat_id for entry in entries] == [-1007]


def test_a_row_that_waits_for_the_next_is_withdrawn_in_the_same_unit(
    store: Store,
) -> None:
    def unit(session: Session) -> None:
        to_send.put_with_next(session, 7, "menu", {}, NOW)
        to_send.withdraw(session, 7, "menu")

    store.write(unit)
    assert steps.due(store) == []


def test_a_row_that_waits_for_the_next_follows_its_group(store: Store) -> None:
    def unit(session: Session) -> None:
        to_send.put_with_next(session, -7, "send", {}, NOW)
        to_send.follow_group(session, -7, -1007)

    store.write(unit)
    entries = store.read(lambda session: take.due(session, NOW, 10))
    assert [entry.chat_id for entry in entries] == [-1007]
