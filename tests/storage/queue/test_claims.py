"""Whom the next card is for: by band, then whose own, then the workplace, then age."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Probe
from storage import ballots, members
from storage.engine import Store
from storage.lists import new_members
from storage.queue import cards, claims, release_lapsed
from storage.team import people
from tests import fresh_database

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
BALLOT = Ballot(0, "Pay", dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC))
ASHA, BEN = 1, 2
PROBES = tuple(Probe(band, NOW, NOW) for band in (Band.WILL_VOTE, Band.UNTOUCHED))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "claims.db")
    opened.store.write(settle)
    yield opened.store
    opened.close()


def settle(session: Session) -> None:
    ballots.add(session, BALLOT, NOW)
    for number, name in enumerate(("Asha", "Ben"), 11):
        people.find_or_add(session, number, name)


def add(store: Store, band: Band = Band.WILL_VOTE, **more: Any) -> int:
    """A member who is due, unless told otherwise."""
    fields = {"band": int(band), "due_at": NOW - HOUR, **more}

    def unit(session: Session) -> int:
        new_members.add(session, 1, [fields])
        return max(member.id for member in members.every(session, 1))

    return store.write(unit)


def take(store: Store, person: int = ASHA, **more: Any) -> int | None:
    """The member whom a person is given next."""
    until = NOW + HOUR
    taken = store.write(
        lambda s: claims.take(s, 1, person, PROBES, lease_until=until, now=NOW, **more)
    )
    return taken.member.id if taken else None


def test_the_workplace_decides_within_a_band_never_across(store: Store) -> None:
    lower = add(store, Band.UNTOUCHED, workplace="Leeds", due_at=NOW - 9 * DAY)
    elsewhere = add(store, workplace="York", due_at=NOW - 2 * DAY)
    here = add(store, workplace="Leeds")
    found = [take(store, workplace="Leeds") for _ in range(4)]
    assert found == [here, elsewhere, lower, None]


def test_whom_somebody_keeps_comes_to_them_first_and_to_nobody_else(
    store: Store,
) -> None:
    older = add(store, due_at=NOW - DAY, workplace="Leeds")
    kept = add(store, kept_for=ASHA, kept_until=NOW + DAY)
    assert take(store, BEN) == older
    assert take(store, BEN) is None
    assert take(store, ASHA, workplace="Leeds") == kept


def test_who_has_waited_longest_comes_first_and_nobody_before_their_time(
    store: Store,
) -> None:
    now, early = add(store, due_at=NOW), add(store, due_at=NOW - DAY)
    add(store, due_at=NOW + dt.timedelta(seconds=1))
    assert [take(store) for _ in range(3)] == [early, now, None]


def test_a_skip_hides_a_member_from_one_person_until_its_time(store: Store) -> None:
    member = add(store)

    def skip(session: Session, until: dt.datetime) -> None:
        claims.skip_until(session, member, ASHA, until, "not now")

    store.write(lambda session: skip(session, NOW + HOUR))
    assert take(store, ASHA) is None
    store.write(lambda session: skip(session, NOW))
    assert take(store, ASHA) == member


def test_a_skip_of_one_person_hides_nothing_from_another(store: Store) -> None:
    member = add(store)
    until = NOW + HOUR
    store.write(lambda s: claims.skip_until(s, member, ASHA, until, "not now"))
    assert take(store, BEN) == member


def test_nobody_is_given_their_own_paper_to_ask_after(store: Store) -> None:
    member = add(store)
    assert take(store, ASHA, own=member) is None
    assert take(store, BEN) == member


def test_a_member_taken_by_name_is_open_not_waiting(store: Store) -> None:
    member = add(store, mobile="+447700900001")

    def by_name(session: Session, person: int) -> claims.Taken | None:
        found, until = members.get(session, member), NOW + HOUR
        return claims.take_this(session, found, person, lease_until=until, now=NOW)

    assert store.write(lambda session: by_name(session, ASHA))
    held = store.read(lambda session: members.get(session, member))
    assert (held.holder, held.waiting) == (ASHA, False)
    assert store.write(lambda session: by_name(session, BEN)) is None


def test_the_history_of_a_person_begins_when_asked_for(store: Store) -> None:
    member = add(store)
    take(store)
    for since, found in ((NOW, [member]), (NOW + HOUR, [])):
        recent = store.read(lambda s, at=since: claims.recent(s, ASHA, 1, at))
        assert [one.member_id for one in recent] == found


def test_of_two_cards_closed_together_the_newer_is_the_last(store: Store) -> None:
    def unit(session: Session) -> int:
        card = 0
        for member in (first, then):
            found, until = members.get(session, member), NOW + HOUR
            taken = claims.take_this(session, found, ASHA, lease_until=until, now=NOW)
            assert taken is not None
            card = cards.open_card(session, taken.claim_id, 1, member, ASHA, NOW).id
            cards.update(session, card, closed_at=NOW)
        return card

    first, then = add(store), add(store)
    newer = store.write(unit)
    last = store.read(lambda session: cards.last_closed(session, ASHA, 1, NOW))
    assert last is not None
    assert last.id == newer


def test_a_household_is_one_person_s_call_a_switchboard_is_none(store: Store) -> None:
    home = [add(store, mobile="+447700900001", due_at=NOW - DAY) for _ in range(2)]
    works = [add(store, mobile="+441134960000") for _ in range(5)]
    assert take(store, ASHA) in home
    found = {take(store, BEN) for _ in range(6)}
    assert found == {*works, None}


def test_a_lease_that_ends_now_has_lapsed_and_one_that_ends_later_has_not(
    store: Store,
) -> None:
    members_due = [add(store), add(store)]
    for until in (NOW, NOW + HOUR):
        more = {"lease_until": until, "now": NOW - HOUR}
        store.write(lambda s, more=more: claims.take(s, 1, ASHA, PROBES, **more))
    store.write(lambda s: release_lapsed.of_ballot(s, 1, NOW, NOW))
    lapsed, held = (
        store.read(lambda s, one=one: members.get(s, one)) for one in members_due
    )
    assert (lapsed.holder, held.holder) == (None, ASHA)
    recent = store.read(lambda s: claims.recent(s, ASHA, 1, NOW - HOUR))
    endings = {one.member_id: (one.ending, one.ended_at) for one in recent}
    assert endings == {lapsed.id: ("lapsed", NOW), held.id: (None, None)}


def test_whoever_kept_a_member_too_long_is_named_to_be_told(store: Store) -> None:
    over = add(store, kept_for=ASHA, kept_until=NOW)
    kept = add(store, kept_for=BEN, kept_until=NOW + HOUR)
    told = store.write(lambda s: release_lapsed.of_ballot(s, 1, NOW, NOW))
    assert told == [ASHA]
    assert take(store, BEN) == kept
    assert take(store, BEN) == over
