"""Rows are begun by one sender, when they are due, and again where it died."""

import datetime as dt

import pytest
from sqlmodel import Session

from bot.delivery import request
from storage.engine import Store
from storage.outbox import settle, take, to_send
from tests.storage.outbox import steps
from tests.storage.outbox.steps import HOUR, NOW, SECOND


def test_a_row_is_due_from_its_time(store: Store) -> None:
    row = steps.put(store, send_at=NOW + HOUR)
    assert steps.due(store) == []
    assert store.read(lambda session: take.next_at(session, NOW)) == NOW + HOUR
    assert steps.due(store, NOW + HOUR) == [row]


def test_answers_are_due_before_nudges(store: Store) -> None:
    nudge, answer = steps.put(store, once=True), steps.put(store)
    assert steps.due(store) == [answer, nudge]


def test_a_row_is_begun_by_one_only(store: Store) -> None:
    row = steps.put(store)
    assert steps.begin(store, row) == [row]
    assert steps.begin(store, row) == []


@pytest.mark.parametrize(("once", "again"), [(True, False), (False, True)])
def test_after_a_crash_only_what_may_be_repeated_is_due_again(
    store: Store, once: bool, again: bool
) -> None:
    row = steps.put(store, once=once)
    steps.begin(store, row)
    assert steps.recover(store, NOW + take.LEASE) == ([] if again else [row])
    assert steps.due(store) == ([row] if again else [])


def test_a_row_that_a_live_sender_has_is_left_to_it(store: Store) -> None:
    steps.begin(store, steps.put(store, once=True), steps.put(store))
    assert steps.recover(store, NOW + take.LEASE - SECOND) == steps.due(store) == []


def test_who_has_the_database_alone_waits_for_no_lease(store: Store) -> None:
    nudge, answer = steps.put(store, once=True), steps.put(store)
    steps.begin(store, nudge, answer)
    store.write(take.release_sending)
    assert (steps.recover(store, NOW), steps.due(store)) == ([nudge], [answer])


def test_one_that_was_opened_before_its_sender_died_is_not_given_up(
    store: Store,
) -> None:
    row, unopened = steps.put(store, once=True), steps.put(store, once=True)
    steps.begin(store, row, unopened)
    store.write(lambda session: settle.mark_opened(session, row, 77))
    later = NOW + take.LEASE
    lost = store.write(lambda session: take.recover(session, later))
    assert [entry.id for entry in lost] == [unopened]
    assert steps.due(store, later) == [row]


def test_a_row_is_its_sender_s_for_longer_than_two_calls_last() -> None:
    assert 2 * dt.timedelta(seconds=request.LONGEST) < take.LEASE


def test_a_row_of_a_clock_set_back_is_due_though_it_waits_for_the_next(
    store: Store,
) -> None:
    def unit(session: Session) -> None:
        to_send.put_with_next(session, 7, "send", {}, NOW + HOUR)
        take.recover(session, NOW)

    store.write(unit)
    assert len(steps.due(store)) == 1


@pytest.mark.one_database
def test_a_full_outbox_is_read_by_its_index(store: Store) -> None:
    plans: list[str] = []

    def explain(session):
        connection = session.connection()
        cursor = connection.connection.cursor()
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM outbox WHERE state IN "
            "('queued', 'sending') AND state = 'queued' AND send_at <= '2026' "
            "ORDER BY send_at, id LIMIT 5"
        )
        plans.extend(row[3] for row in cursor.fetchall())

    store.read(explain)
    assert "ix_outbox_queued" in plans[0]
    assert not any("TEMP B-TREE" in plan for plan in plans)
