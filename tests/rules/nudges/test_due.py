"""Which nudges are due, and that each slot is planned once whatever the ticks do."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.rules.ballot.ballot import Method
from bot.rules.nudges import due
from bot.rules.nudges.due import Facts, Held, OpenCase, Pledged, Ripe
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))
LINKED = given.at("2026-05-01 10:00")
END = given.at("2026-07-20 10:00")
ANN, BOB = 7, 8
DAY = dt.timedelta(days=1)
FULL = Facts(
    since=LINKED,
    group=True,
    organisers=(ANN, BOB),
    ripe=tuple(
        Ripe(ANN, given.at(f"2026-05-{day} {hour:02}:40"))
        for day in range(18, 31)
        for hour in (1, 9, 12, 21)
    ),
    held=(Held(1, ANN, given.at("2026-05-20 11:00")),),
    pledged=(Pledged(1, BOB, given.at("2026-05-20 18:30")),),
    cases=(OpenCase(1, (ANN,), given.at("2026-05-20 19:00")),),
    active_days=frozenset(given.day(f"2026-05-{day}") for day in range(18, 31)),
)


def planned(facts: Facts, now: dt.datetime = END) -> list[PlannedNudge]:
    return sorted(due.due(BALLOT, facts, now), key=lambda nudge: nudge.send_from)


def starts(found: Iterable[PlannedNudge]) -> list[str]:
    return [f"{BALLOT.local(nudge.send_from):%a %d %b %H:%M}" for nudge in found]


def test_the_countdown_goes_to_the_group_on_its_days() -> None:
    found = [n for n in planned(Facts(LINKED, group=True)) if n.kind is Kind.COUNTDOWN]
    assert all(nudge.to_group for nudge in found)
    assert starts(found) == [
        "Mon 25 May 12:15",
        "Fri 29 May 12:15",
        "Mon 01 Jun 12:15",
        "Wed 03 Jun 12:15",
        "Fri 05 Jun 12:15",
        "Fri 05 Jun 17:30",
        "Sat 06 Jun 12:15",
        "Sat 06 Jun 17:30",
        "Sun 07 Jun 12:15",
        "Sun 07 Jun 17:30",
        "Mon 08 Jun 08:30",
    ]


def test_the_cut_off_is_told_three_and_one_working_days_before() -> None:
    facts = Facts(LINKED, group=True, organisers=(ANN,))
    found = [n for n in planned(facts) if n.kind is Kind.CUTOFF]
    assert starts(found[::2]) == ["Mon 01 Jun 10:15", "Wed 03 Jun 10:15"]
    assert {nudge.person for nudge in found} == {None, ANN}


def test_organisers_hear_14_7_and_1_days_before_the_purge() -> None:
    found = planned(Facts(LINKED, organisers=(ANN,)))
    assert starts(n for n in found if n.kind is Kind.PURGE) == [
        "Sat 27 Jun 12:15",
        "Sat 04 Jul 12:15",
        "Fri 10 Jul 12:15",
    ]


def test_the_days_before_the_purge_are_counted_from_the_real_close() -> None:
    facts = Facts(LINKED, organisers=(ANN,), closed_at=given.at("2026-06-01 10:00"))
    assert starts(n for n in planned(facts) if n.kind is Kind.PURGE) == [
        "Wed 17 Jun 12:15",
        "Wed 24 Jun 12:15",
        "Tue 30 Jun 12:15",
    ]


def test_a_last_posting_day_on_a_sunday_is_told_after_the_quiet_hours() -> None:
    sunday = given.ballot(last_posting_day=given.day("2026-06-07"))
    found = due.due(sunday, Facts(LINKED, group=True), END)
    assert "Sun 07 Jun 10:00" in starts(found)


def test_without_a_group_nothing_goes_to_one() -> None:
    assert not any(n.to_group for n in planned(Facts(LINKED, organisers=(ANN,))))


def test_slots_before_the_group_was_linked_are_not_made_up() -> None:
    late = Facts(given.at("2026-06-08 09:00"), group=True)
    assert planned(late) == []


def test_what_ripens_together_or_over_night_is_one_message() -> None:
    times = ("20 21:00", "21 07:00", "21 08:30", "21 09:01", "21 09:14")
    ripe = tuple(Ripe(ANN, given.at(f"2026-05-{time}")) for time in times)
    found = planned(Facts(LINKED, ripe=ripe))
    assert starts(found) == ["Thu 21 May 08:30", "Thu 21 May 09:15"]


def test_a_promise_collected_at_nine_is_told_at_nine() -> None:
    ripe = (Ripe(ANN, given.at("2026-05-21 09:00")),)
    assert starts(planned(Facts(LINKED, ripe=ripe))) == ["Thu 21 May 09:00"]


def test_nobody_is_told_of_a_promise_that_can_no_longer_be_posted() -> None:
    ripe = (Ripe(ANN, given.at("2026-06-11 09:00")),)
    assert planned(Facts(LINKED, ripe=ripe)) == []


def test_nobody_is_told_of_a_promise_after_the_close() -> None:
    online = given.ballot(method=Method.ELECTRONIC)
    ripe = (Ripe(ANN, given.at("2026-06-12 09:00")),)
    assert due.due(online, Facts(LINKED, ripe=ripe), END) == ()


def test_a_card_is_announced_ten_minutes_before_it_lapses_in_silence() -> None:
    (nudge,) = planned(Facts(LINKED, held=FULL.held))
    assert starts([nudge]) == ["Wed 20 May 10:50"]
    assert nudge.silent
    assert nudge.about == 1


def test_a_card_kept_longer_is_announced_again() -> None:
    longer = Held(1, ANN, FULL.held[0].until + dt.timedelta(hours=1))
    assert len(planned(Facts(LINKED, held=(*FULL.held, longer)))) == 2


def test_the_digest_goes_at_six_on_days_with_activity() -> None:
    days = frozenset({given.day("2026-05-20")})
    found = planned(Facts(LINKED, organisers=(ANN,), active_days=days))
    assert starts(n for n in found if n.kind is Kind.DIGEST) == ["Wed 20 May 18:00"]


@pytest.mark.parametrize(
    ("reply_by", "told"),
    [
        ("2026-05-20 19:00", ["Wed 20 May 19:00", "Thu 21 May 19:00"]),
        ("2026-05-19 21:00", ["Wed 20 May 08:30", "Thu 21 May 08:30"]),
    ],
)
def test_an_overdue_case_is_told_then_daily(reply_by: str, told: list[str]) -> None:
    cases = (OpenCase(1, (ANN,), given.at(reply_by)),)
    found = planned(Facts(LINKED, cases=cases), given.at("2026-05-22 08:00"))
    assert starts(found) == told


MOMENTS = st.lists(st.integers(0, 80 * 24 * 60 - 1), max_size=60).map(
    lambda minutes: [LINKED + dt.timedelta(minutes=m) for m in sorted(minutes)]
)


@for_all(ticks=MOMENTS)
def test_whenever_it_ticks_each_slot_is_planned_once(ticks: list[dt.datetime]) -> None:
    seen: Counter[object] = Counter()
    since = LINKED
    for now in [*ticks, END]:
        facts = replace(FULL, since=since)
        seen.update(nudge.key for nudge in due.due(BALLOT, facts, now))
        since = now
    assert set(seen) == {nudge.key for nudge in planned(FULL)}
    assert set(seen.values()) == {1}


@for_all(ticks=MOMENTS, back=st.integers(0, 4000))
def test_a_tick_that_looks_back_too_far_makes_no_new_keys(
    ticks: list[dt.datetime], back: int
) -> None:
    seen: set[object] = set()
    for now in [*ticks, END]:
        since = max(LINKED, now - dt.timedelta(days=3, minutes=back))
        facts = replace(FULL, since=since)
        seen.update(nudge.key for nudge in due.due(BALLOT, facts, now))
    assert seen <= {nudge.key for nudge in planned(FULL)}
