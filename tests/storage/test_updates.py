"""Updates take effect once, by their ids."""

import datetime as dt

from storage import updates
from storage.engine import Store

NOW = dt.datetime(2026, 5, 6, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def test_an_update_takes_effect_the_first_time_only(store: Store) -> None:
    def first(session):
        return updates.first_time(session, 1, 99, NOW)

    assert (store.write(first), store.write(first)) == (True, False)


def test_the_same_id_of_another_bot_is_another_update(store: Store) -> None:
    for bot_id in (1, 2):
        assert store.write(lambda s, b=bot_id: updates.first_time(s, b, 99, NOW))


def test_a_set_aside_update_is_done_with(store: Store) -> None:
    def aside(session):
        return updates.set_aside(session, 1, 99, "unreadable", NOW)

    assert (store.write(aside), store.write(aside)) == (True, False)
    assert not store.write(lambda s: updates.first_time(s, 1, 99, NOW))


def test_update_ids_are_forgotten_three_days_after_theirs(store: Store) -> None:
    store.write(lambda s: updates.first_time(s, 1, 99, NOW))
    last = NOW + updates.KEPT + HOUR
    assert store.write(lambda s: updates.prune(s, last - updates.KEPT, 10)) == 0
    later = last + updates.DAY
    assert store.write(lambda s: updates.prune(s, later - updates.KEPT, 10)) == 1
    assert store.write(lambda s: updates.first_time(s, 1, 99, later))


def test_what_was_heard_before_is_told(store: Store) -> None:
    assert store.write(lambda s: updates.record_contact(s, NOW)) is None
    assert store.write(lambda s: updates.record_contact(s, NOW + HOUR)) == NOW
