"""What one advocate may hold and see; hours; skips."""

import datetime as dt

import pytest

from bot.rules.ballot import hours
from bot.rules.ballot.hours import CALLS, LOUD, Limit
from bot.rules.queue import caps
from bot.rules.queue.caps import Cap, Seen, Skip
from tests.rules import given

BALLOT = given.ballot()
NOW = given.at("2026-05-20 10:00")
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("seen", "cap"),
    [
        (Seen(open=2, hour=14, day=59), None),
        (Seen(open=3), Cap.OPEN),
        (Seen(hour=15), Cap.HOUR),
        (Seen(hour=15, day=60), Cap.DAY),
        (Seen(waiting=15), None),
    ],
)
def test_a_cap_stops_the_next_card(seen: Seen, cap: Cap | None) -> None:
    assert caps.reached(seen) is cap


def test_an_organiser_may_allow_more() -> None:
    assert caps.reached(Seen(hour=15, day=60), allowed=10) is None


def test_fifteen_may_wait_for_an_answer() -> None:
    assert caps.may_wait(Seen(waiting=14))
    assert not caps.may_wait(Seen(waiting=15))


def test_a_message_holds_a_member_for_a_day_and_less_at_the_end() -> None:
    late = given.at("2026-06-08 10:00")
    assert caps.waiting_until(BALLOT, NOW) == NOW + 24 * HOUR
    assert caps.waiting_until(BALLOT, late) == late + 12 * HOUR


@pytest.mark.parametrize(
    ("reason", "hidden"),
    [
        (Skip.NOT_NOW, "2026-05-21 00:00"),
        (Skip.UNREACHABLE, "2026-05-21 00:00"),
        (Skip.KNOWN_BADLY, None),
        (Skip.CONFLICT, None),
    ],
)
def test_a_skipped_member_goes_to_the_back_and_not_to_me_again_today(
    reason: Skip, hidden: str | None
) -> None:
    skipped = caps.skip(reason, BALLOT, NOW)
    assert skipped.due_at == NOW
    assert skipped.hidden_until == (given.at(hidden) if hidden else None)


def test_a_member_without_a_way_goes_to_those_who_may_know_them() -> None:
    assert caps.skip(Skip.UNREACHABLE, BALLOT, NOW).who_knows


@pytest.mark.parametrize(
    ("moment", "next_call"),
    [
        ("2026-05-20 08:59", "2026-05-20 09:00"),
        ("2026-05-20 20:29", "2026-05-20 20:29"),
        ("2026-05-20 20:30", "2026-05-21 09:00"),
        ("2026-05-23 21:00", "2026-05-24 10:00"),
        ("2026-05-24 09:30", "2026-05-24 10:00"),
    ],
)
def test_calls_are_made_in_calling_hours(moment: str, next_call: str) -> None:
    assert hours.earliest(BALLOT, given.at(moment), CALLS) == given.at(next_call)


def test_a_member_who_wants_texts_is_never_rung() -> None:
    assert hours.may_call(BALLOT, NOW, frozenset())
    assert not hours.may_call(BALLOT, NOW, frozenset({Limit.TEXT_ONLY}))


def test_evening_members_are_left_alone_by_day() -> None:
    assert hours.not_served(BALLOT, NOW) == {Limit.EVENINGS}
    assert not hours.not_served(BALLOT, given.at("2026-05-20 17:00"))


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-05-20"])
def test_loud_hours_hold_on_days_when_the_clocks_change(day: str) -> None:
    midnight = given.at(f"{day} 00:00").astimezone(dt.UTC)
    minutes = (midnight + dt.timedelta(minutes=n) for n in range(25 * 60))
    loud = [BALLOT.local(m) for m in minutes if hours.within(BALLOT, m, LOUD)]
    assert {f"{m:%H:%M}" for m in (loud[0], loud[-1])} == {
        "10:00" if loud[0].weekday() == 6 else "08:30",
        "20:29",
    }
