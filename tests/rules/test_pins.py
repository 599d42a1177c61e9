"""Pins: who may, where they put a member, where the member goes without one."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.rules import pins
from bot.rules.arrivals import PrivateChat
from bot.rules.bands import Band
from bot.rules.members import Member
from bot.rules.persons import Person, Role
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
    assert pins.before(pinned(KEPT, *choices)) == (Band.CALL_BACK, NOW + DAY)
    off = pinned(KEPT, *choices, pins.OFF)
    assert (off.band, off.due_at, off.pinned) == (Band.CALL_BACK, NOW + DAY, None)


def test_silence_under_a_pin_counts_without_it() -> None:
    fresh = replace(KEPT, band=int(Band.UNTOUCHED), due_at=NOW - DAY)
    silent = replace(pinned(fresh, "red"), tries=1, due_at=NOW + DAY)
    assert pins.before(silent) == (Band.NO_ANSWER, NOW + DAY)


def test_a_pause_is_kept_under_a_pin() -> None:
    paused = replace(KEPT, paused_until=NOW + 3 * DAY)
    assert pinned(paused, "red").due_at == NOW + 3 * DAY


@pytest.mark.parametrize(
    "person",
    [replace(DAWN, role=Role.ADVOCATE), replace(DAWN, own_member_id=KEPT.id)],
)
def test_advocates_and_oneself_have_nothing_to_pin(person: Person) -> None:
    assert pins.choices(DAWN, KEPT) == ("red", "amber")
    assert pins.choices(person, KEPT) == ()


def test_who_is_out_has_nothing_to_pin() -> None:
    assert pins.choices(DAWN, replace(KEPT, band=None, due_at=None)) == ()


def test_a_pin_can_change_colour_or_go() -> None:
    assert pins.choices(DAWN, pinned(KEPT, "red")) == ("amber", "off")
