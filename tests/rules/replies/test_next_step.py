"""What each outcome leads to, rule by rule."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from bot.rules.ballot.ballot import Method
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue.bands import Band
from bot.rules.replies import next_step
from bot.rules.replies.steps import Alarm, Facts, Late, Next, Out
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))
OPEN = given.at("2026-05-20 10:00")
FRIDAY = given.at("2026-06-05 10:00")
HOUR = dt.timedelta(hours=1)
WAYS = (Channel.MOBILE, Channel.PERSONAL_EMAIL)


def after(outcome: Outcome, now: dt.datetime = OPEN, **facts: Any) -> Next:
    return next_step.after(outcome, Facts(**facts), BALLOT, now)


def promised(day: str, now: dt.datetime = OPEN) -> Next:
    return after(Outcome.WILL_POST, now, day=given.day(day))


def test_hearsay_is_checked_once_at_the_end_of_the_promises() -> None:
    first = after(Outcome.VOTED, hearsay=True)
    again = after(Outcome.VOTED, hearsay=True, checked=True)
    assert (first.band, first.due_at) == (Band.HEARSAY, OPEN + 24 * HOUR)
    assert again.out is Out.VOTED


def test_a_promise_is_ripe_at_its_collection_for_the_same_advocate() -> None:
    step = promised("2026-05-22")
    assert step.due_at == step.collection == given.at("2026-05-23 07:00")
    assert step.kept_until == given.at("2026-05-24 07:00")
    assert step.late is None


def test_a_promise_without_a_day_is_will_vote_again() -> None:
    step = after(Outcome.WILL_POST)
    assert (step.band, step.due_at) == (Band.WILL_VOTE, OPEN + 48 * HOUR)


@pytest.mark.parametrize(
    ("day", "late", "due"),
    [
        ("2026-06-08", Late.UNSAFE, "2026-06-07 17:00"),
        ("2026-06-09", Late.UNSAFE, "2026-06-07 17:00"),
        ("2026-06-10", Late.IMPOSSIBLE, "2026-06-07 17:00"),
    ],
)
def test_a_late_promise_is_said_and_asked_again_the_evening_before(
    day: str, late: Late, due: str
) -> None:
    step = promised(day, FRIDAY)
    assert (step.late, step.due_at) == (late, given.at(due))


def test_past_the_last_safe_evening_the_last_possible_one_is_used() -> None:
    step = promised("2026-06-10", given.at("2026-06-08 10:00"))
    assert step.due_at == given.at("2026-06-09 17:00")


def test_online_a_promise_may_be_kept_until_the_close() -> None:
    electronic = given.ballot(method=Method.ELECTRONIC)
    facts = Facts(day=given.day("2026-06-11"))
    step = next_step.after(Outcome.WILL_POST, facts, electronic, FRIDAY)
    assert step.late is None


@pytest.mark.parametrize(
    ("asked", "now", "due", "alarm"),
    [
        ("2026-05-12", "2026-05-12 10:00", "2026-05-27 09:00", None),
        ("2026-05-20", "2026-05-20 10:00", "2026-06-02 09:00", None),
        ("2026-05-20", "2026-06-02 09:30", "2026-06-04 09:00", None),
        ("2026-05-20", "2026-06-04 09:30", "2026-06-05 16:00", None),
        ("2026-06-04", "2026-06-04 14:00", "2026-06-08 09:00", Alarm.CANNOT_RETURN),
        ("2026-06-01", "2026-06-01 10:00", "2026-06-02 09:00", Alarm.CANNOT_RETURN),
    ],
)
def test_a_replacement_is_asked_after_at_its_time_or_before_the_cut_off(
    asked: str, now: str, due: str, alarm: Alarm | None
) -> None:
    step = after(
        Outcome.REPLACEMENT_REQUESTED, given.at(now), asked_on=given.day(asked)
    )
    assert (step.due_at, step.alarm) == (given.at(due), alarm)


def test_a_paper_that_has_not_come_yet_is_not_lost() -> None:
    step = after(Outcome.NEEDS_REPLACEMENT, given.at("2026-05-13 10:00"))
    assert step.not_come
    assert step.due_at == given.at("2026-05-18 09:00")


def test_the_opening_of_replacements_is_a_setting() -> None:
    early = given.ballot(
        opens=given.day("2026-05-11"), replacements_from=given.day("2026-05-13")
    )
    now = given.at("2026-05-13 10:00")
    step = next_step.after(Outcome.NEEDS_REPLACEMENT, Facts(), early, now)
    assert not step.not_come


@for_all(
    outcome=st.sampled_from(Outcome),
    hours=st.integers(-100, 900),
    band=st.none() | st.sampled_from(Band),
    tries=st.integers(1, 9),
    also=st.frozensets(st.sampled_from(Outcome)),
    days=st.none() | st.integers(0, 60),
)
def test_everybody_is_in_a_band_with_a_time_or_out_with_a_reason(
    outcome: Outcome,
    hours: int,
    band: Band | None,
    tries: int,
    also: frozenset[Outcome],
    days: int | None,
) -> None:
    now = OPEN + hours * HOUR
    day = None if days is None else BALLOT.today(now) + dt.timedelta(days=days)
    step = after(outcome, now, band=band, tries=tries, also=also, day=day)
    assert (step.band is None) == (step.due_at is None) == (step.out is not None)
    assert step.due_at is None or step.due_at >= now
