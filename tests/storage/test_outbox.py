"""The outbox: rows of ids, put once, begun once, ended once; update ids likewise."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import Session, SQLModel, select

from bot.delivery import request
from storage import engine, outbox, updates
from storage.tables import OutboxRow

NOW = dt.datetime(2026, 5, 6, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[engine.Store]:
    url = f"sqlite:///{tmp_path / 'mantelpiece.db'}"
    store = engine.connect(url)
    store.write(lambda session: SQLModel.metadata.create_all(session.connection()))
    yield store
    store.close()


def put(store: engine.Store, **more: object) -> int:
    return store.write(
        lambda session: outbox.put(session, 7, "send", {"claim": 1}, NOW, **more)
    )


def due(store: engine.Store, now: dt.datetime = NOW) -> list[int]:
    entries = store.read(lambda session: outbox.due(session, now, 10))
    return [entry.id for entry in entries]


def begin(store: engine.Store, *ids: int) -> list[int]:
    entries = store.write(lambda session: outbox.begin(session, list(ids), NOW))
    return [entry.id for entry in entries]


def recover(store: engine.Store, now: dt.datetime) -> list[int]:
    entries = store.write(lambda session: outbox.recover(session, now))
    return [entry.id for entry in entries]


def test_a_key_is_used_once(store: engine.Store) -> None:
    assert put(store, key="14 days") == put(store, key="14 days")
    assert len(due(store)) == 1


def test_rows_are_due_in_the_order_in_which_they_were_put(store: engine.Store) -> None:
    def unit(session: Session) -> None:
        for place, put_one in enumerate(
            (outbox.put_with_next, outbox.put_with_next, outbox.put) * 2
        ):
            put_one(session, 7, "send", {"claim": place}, NOW)

    store.write(unit)
    entries = store.read(lambda session: outbox.due(session, NOW, 10))
    assert [entry.ending["claim"] for entry in entries] == list(range(6))


def test_a_row_is_due_from_its_time(store: engine.Store) -> None:
    row = put(store, send_at=NOW + HOUR)
    assert due(store) == []
    assert store.read(lambda session: outbox.next_at(session, NOW)) == NOW + HOUR
    assert due(store, NOW + HOUR) == [row]


def test_answers_are_due_before_nudges(store: engine.Store) -> None:
    nudge, answer = put(store, once=True), put(store)
    assert due(store) == [answer, nudge]


def test_a_row_is_begun_by_one_only(store: engine.Store) -> None:
    row = put(store)
    assert begin(store, row) == [row]
    assert begin(store, row) == []


@pytest.mark.parametrize(("once", "again"), [(True, False), (False, True)])
def test_after_a_crash_only_what_may_be_repeated_is_due_again(
    store: engine.Store, once: bool, again: bool
) -> None:
    row = put(store, once=once)
    begin(store, row)
    assert recover(store, NOW + outbox.LEASE) == ([] if again else [row])
    assert due(store) == ([row] if again else [])


def test_a_row_that_a_live_sender_has_is_left_to_it(store: engine.Store) -> None:
    begin(store, put(store, once=True), put(store))
    assert recover(store, NOW + outbox.LEASE - SECOND) == due(store) == []


def test_who_has_the_database_alone_waits_for_no_lease(store: engine.Store) -> None:
    nudge, answer = put(store, once=True), put(store)
    begin(store, nudge, answer)
    store.write(outbox.release_sending)
    assert (recover(store, NOW), due(store)) == ([nudge], [answer])


def test_a_row_is_its_sender_s_for_longer_than_two_calls_last() -> None:
    assert 2 * dt.timedelta(seconds=request.LONGEST) < outbox.LEASE


def test_a_row_that_waits_keeps_its_place(store: engine.Store) -> None:
    first, second = put(store), put(store)
    begin(store, first)
    store.write(lambda session: outbox.requeue(session, first, "NotSent", unsure=False))
    assert due(store) == [first, second]


def test_rows_follow_their_group(store: engine.Store) -> None:
    put(store)
    store.write(lambda session: outbox.follow_group(session, 7, -1007))
    entries = store.read(lambda session: outbox.due(session, NOW, 10))
    assert [entry.chat_id for entry in entries] == [-1007]


def test_only_ended_rows_are_pruned(store: engine.Store) -> None:
    ended, waiting = put(store), put(store)
    store.write(lambda session: outbox.mark_sent(session, ended, 1, NOW))
    assert store.write(lambda session: outbox.prune(session, NOW + HOUR)) == 1
    rows = select(OutboxRow.id)
    assert store.read(lambda session: list(session.exec(rows))) == [waiting]


def test_an_update_takes_effect_the_first_time_only(store: engine.Store) -> None:
    def first(session):
        return updates.first_time(session, 1, 99, NOW)

    assert (store.write(first), store.write(first)) == (True, False)


def test_the_same_id_of_another_bot_is_another_update(store: engine.Store) -> None:
    for bot_id in (1, 2):
        assert store.write(lambda s, b=bot_id: updates.first_time(s, b, 99, NOW))


def test_a_set_aside_update_is_done_with(store: engine.Store) -> None:
    def aside(session):
        return updates.set_aside(session, 1, 99, "unreadable", NOW)

    assert (store.write(aside), store.write(aside)) == (True, False)
    assert not store.write(lambda s: updates.first_time(s, 1, 99, NOW))


def test_update_ids_are_forgotten_three_days_after_theirs(store: engine.Store) -> None:
    store.write(lambda s: updates.first_time(s, 1, 99, NOW))
    last = NOW + updates.KEPT + HOUR
    assert store.write(lambda s: updates.prune(s, last - updates.KEPT)) == 0
    later = last + updates.DAY
    assert store.write(lambda s: updates.prune(s, later - updates.KEPT)) == 1
    assert store.write(lambda s: updates.first_time(s, 1, 99, later))


def test_what_was_heard_before_is_told(store: engine.Store) -> None:
    assert store.write(lambda s: updates.record_contact(s, NOW)) is None
    assert store.write(lambda s: updates.record_contact(s, NOW + HOUR)) == NOW


def test_a_full_outbox_is_read_by_its_index(store: engine.Store) -> None:
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


def test_what_is_said_is_kept_apart_from_how_it_is_sent(store: engine.Store) -> None:
    put(store, message_id=77, silent=True)
    (entry,) = store.read(lambda session: outbox.due(session, NOW, 10))
    assert entry.ending == {"claim": 1}
    assert entry.options == {"message_id": 77}
    assert entry.silent


def test_a_row_of_an_older_version_holds_both_in_one(store: engine.Store) -> None:
    about = {"say": "CardClosed", "how": "lapsed", "message_id": 77}
    row = OutboxRow(chat_id=7, kind="edit", about=about, created_at=NOW, send_at=NOW)
    store.write(lambda session: session.add(row))
    (entry,) = store.read(lambda session: outbox.due(session, NOW, 10))
    assert entry.ending["how"] == "lapsed"
    assert entry.options["message_id"] == 77


def test_one_that_was_opened_before_its_sender_died_is_not_given_up(
    store: engine.Store,
) -> None:
    row, unopened = put(store, once=True), put(store, once=True)
    begin(store, row, unopened)
    store.write(lambda session: outbox.mark_opened(session, row, 77))
    later = NOW + outbox.LEASE
    lost = store.write(lambda session: outbox.recover(session, later))
    assert [entry.id for entry in lost] == [unopened]
    assert due(store, later) == [row]
