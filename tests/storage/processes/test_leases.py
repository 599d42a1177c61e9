"""One leads at a time, by a number that only grows."""

from functools import partial

import pytest

from bot.delivery import lead
from storage import engine
from storage.processes import leases

pytestmark = pytest.mark.one_database
take = partial(leases.take, name="leader")
renew = partial(leases.renew, name="leader")
check = partial(leases.check, name="leader")


def test_a_lease_is_taken_by_one(store: engine.Store) -> None:
    assert [store.write(take), store.write(take)] == [1, None]
    assert store.write(partial(renew, number=1))
    assert store.write(take) is None


def test_what_lapsed_can_be_taken_and_the_number_grows(store: engine.Store) -> None:
    store.write(partial(take, seconds=0))
    assert [store.write(take), store.write(take)] == [2, None]


def test_a_lease_given_back_is_free_at_once(store: engine.Store) -> None:
    store.write(take)
    store.write(partial(renew, number=1, seconds=0))
    assert store.write(take) == 2


def test_who_lost_a_lease_cannot_renew_it_and_may_not_save(store: engine.Store) -> None:
    store.write(partial(take, seconds=0))
    store.write(partial(check, number=1))
    store.write(take)
    assert not store.write(partial(renew, number=1))
    with pytest.raises(leases.Lost):
        store.write(partial(check, number=1))


def test_another_leads_within_thirty_seconds_of_a_kill() -> None:
    assert leases.LASTS + 2 * lead.LOOK_EVERY < 30
