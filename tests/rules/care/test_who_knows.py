"""Who can be asked whether they know somebody."""

import datetime as dt
from typing import Any

import pytest

from bot.rules.arrivals import PrivateChat
from bot.rules.care import who_knows
from bot.rules.person import Person, Role
from tests.rules import given

NOW = given.at("2026-05-20 11:00")
EARLIER = NOW - dt.timedelta(days=1)
THERE: dict[str, Any] = {
    "role": Role.ADVOCATE,
    "started": True,
    "promised_at": EARLIER,
    "workplace": "Leeds",
}


def test_an_advocate_with_a_workplace_can_be_asked() -> None:
    person = Person(1, PrivateChat(1), "Asha", **THERE)
    assert who_knows.can_be_asked(person, NOW)


@pytest.mark.parametrize(
    "but",
    [
        {"workplace": None},
        {"started": False},
        {"blocked_at": EARLIER},
        {"promised_at": None},
        {"away_until": NOW + dt.timedelta(days=1)},
        {"frozen_at": EARLIER},
        {"muted": True},
        {"role": Role.SUSPENDED},
    ],
    ids=str,
)
def test_whoever_is_not_there_is_not_asked(but: dict[str, Any]) -> None:
    person = Person(1, PrivateChat(1), "Asha", **{**THERE, **but})
    assert not who_knows.can_be_asked(person, NOW)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        ("2026-05-20 11:00", True),
        ("2026-05-20 21:00", False),
        ("2026-05-20 07:00", False),
        ("2026-06-12 11:00", False),
    ],
)
def test_not_in_the_quiet_hours_and_not_when_it_is_over(at: str, may: bool) -> None:
    assert who_knows.may_ask(given.ballot(), given.at(at)) is may
