"""Pins: who may, where they put a member, where the member goes without one."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from bot.rules.arrivals import PrivateChat
from bot.rules.member import Member
from bot.rules.person import Person, Role
from bot.rules.queue import pins
from bot.rules.queue.bands import Band
from tests.rules import given

NOW = given.at("2026-05-20 10:00")
DAY = dt.timedelta(days=1)
KEPT = Member(
    5,
    1,
    band=int(Band.CALL_BACK),
    due_at=NOW + DAY,
    kept_for=7,
    kept_until=NOW + 2 * DAY,
)
PLACED = ("band", "due_at", "kept_for", "kept_until", "pinned")
DAWN = Person(3, PrivateChat(3), "Dawn", role=Role.ORGANISER)


def pinned(member: Member, *choices: str) -> Member:
    for choice in choices:
        member = replace(member, **pins.put(member, choice, NOW))
    return member


def test_a_pin_is_due_at_once_and_for_anybody() -> None:
    red = pinned(KEPT, "red")
    assert (red.band, red.due_at) == (Band.PIN_RED, NOW)
    assert (red.kept_for, red.kept_until) == (None, None)


@pytest.mark.parametrize("choices", [("red",), ("red", "amber"), ("amber", "red")])
def test_without_the_pin_they_stand_where_they_stood(choices: tuple[str, ...]) -> None:
    stood = (Band.CALL_BACK, NOW + DAY, 7, NOW + 2 * DAY)
    assert pins.before(pinned(KEPT, *choices)) == stood
    assert pinned(KEPT, *choices, pins.OFF) == KEPT


def test_silence_under_a_pin_counts_without_it() -> None:
    fresh = Member(5, 1, band=int(Band.UNTOUCHED), due_at=NOW - DAY)
    silent = replace(pinned(fresh, "red"), tries=1, due_at=NOW + DAY)
    assert pins.before(silent) == pins.Place(Band.NO_ANSWER, NOW + DAY)


def test_whoever_keeps_the_member_under_the_pin_keeps_them_after_it() -> None:
    mine = replace(pinned(KEPT, "red"), kept_for=8, kept_until=NOW + DAY)
    assert pins.before(mine)[2:] == (8, NOW + DAY)


def back(member: Member) -> dict[str, Any]:
    """What undo would put back of where the member stands."""
    return {name: getattr(member, name) for name in PLACED}


@pytest.mark.parametrize(
    ("stood", "now", "after"),
    [
        ((), ("red",), ("red",)),
        (("red",), ("red", "amber"), ("amber",)),
        (("red",), ("red", pins.OFF), ()),
    ],
)
def test_undo_leaves_the_pin_as_it_is_now(
    stood: tuple[str, ...], now: tuple[str, ...], after: tuple[str, ...]
) -> None:
    found = pinned(KEPT, *now)
    put = pins.undo(found, back(pinned(KEPT, *stood)), NOW)
    assert replace(found, **put) == pinned(KEPT, *after)


def test_undo_of_an_answer_brings_back_the_pin_it_used_up() -> None:
    red = pinned(KEPT, "red")
    answered = replace(red, band=int(Band.WILL_VOTE))
    assert replace(answered, **pins.undo(answered, back(red), NOW)) == red


def test_a_pause_is_kept_under_a_pin() -> None:
    paused = replace(KEPT, paused_until=NOW + 3 * DAY)
    assert pinned(paused, "red").due_at == NOW + 3 * DAY


@pytest.mark.parametrize(
    "person",
    [replace(DAWN, role=Role.ADVOCATE), replace(DAWN, own_member_id=KEPT.id)],
)
def test_advocates_and_oneself_have_nothing_to_pin(person: Person) -> None:
    assert pins.choices(DAWN, KEPT, aside=False) == ("red", "amber")
    assert pins.choices(person, KEPT, aside=False) == ()


def test_who_is_out_has_nothing_to_pin() -> None:
    out = replace(KEPT, band=None, due_at=None)
    assert pins.choices(DAWN, out, aside=False) == ()


def test_who_is_set_aside_for_somebody_is_not_asked_by_others_too() -> None:
    assert pins.choices(DAWN, KEPT, aside=True) == ()


def test_a_pin_can_change_colour_or_go() -> None:
    assert pins.choices(DAWN, pinned(KEPT, "red"), aside=False) == ("amber", "off")
