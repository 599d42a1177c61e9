"""By when a question or complaint must be answered."""

import datetime as dt
from typing import Any

import pytest

from bot.rules.ballot.ballot import Ballot, Method, Nation
from bot.rules.care import case_rules, policies
from bot.rules.care.policies import Change
from tests.rules import given

A_DAY = 24 * 60
MARCH, OCTOBER, EASTER = "2027-04-15 17:00", "2026-11-12 17:00", "2026-05-07 12:00"


@pytest.mark.parametrize(
    ("asked", "answered_by"),
    [
        ("2026-06-03 10:00", "2026-06-03 14:00"),
        ("2026-06-03 18:30", "2026-06-04 11:00"),
        ("2026-06-05 10:00", "2026-06-05 11:00"),
        ("2026-06-06 20:00", "2026-06-07 10:30"),
        ("2026-06-08 11:30", "2026-06-08 12:00"),
        ("2026-06-08 12:00", "2026-06-08 13:00"),
    ],
)
def test_a_reply_is_due_in_four_working_hours_and_in_one_in_the_last_week(
    asked: str, answered_by: str
) -> None:
    due = case_rules.reply_by(given.ballot(), given.at(asked))
    assert due == given.at(answered_by)


def by(closes: str, **more: Any) -> Ballot:
    return given.ballot(closes, **more)


TABLE = [
    (
        "an evening goes on the next morning",
        by(MARCH),
        "2027-03-09 19:30",
        "03-10 12:00",
    ),
    (
        "the end of an evening is still in time",
        by(MARCH),
        "2027-03-09 16:30",
        "03-09 20:30",
    ),
    (
        "at night it counts from the morning",
        by(MARCH),
        "2027-03-09 23:50",
        "03-10 13:00",
    ),
    ("early in the morning too", by(MARCH), "2027-03-10 06:00", "03-10 13:00"),
    ("a weekend is left out", by(MARCH), "2027-03-05 18:30", "03-08 11:00"),
    (
        "who asks on a Saturday waits for Monday",
        by(MARCH),
        "2027-03-06 11:00",
        "03-08 13:00",
    ),
    ("who asks on a Sunday too", by(MARCH), "2027-03-07 15:00", "03-08 13:00"),
    (
        "Good Friday and Easter Monday in England",
        by(EASTER),
        "2026-04-02 18:30",
        "04-07 11:00",
    ),
    (
        "the same in Wales",
        by(EASTER, nation=Nation.WALES),
        "2026-04-02 18:30",
        "04-07 11:00",
    ),
    (
        "in Scotland Easter Monday is a working day",
        by(EASTER, nation=Nation.SCOTLAND),
        "2026-04-02 18:30",
        "04-06 11:00",
    ),
    (
        "in Northern Ireland it is not",
        by(EASTER, nation=Nation.NORTHERN_IRELAND),
        "2026-04-02 18:30",
        "04-07 11:00",
    ),
    (
        "St Patrick's Day in Northern Ireland",
        by(MARCH, nation=Nation.NORTHERN_IRELAND),
        "2027-03-16 18:30",
        "03-18 11:00",
    ),
    ("and not in England", by(MARCH), "2027-03-16 18:30", "03-17 11:00"),
    (
        "2 January in Scotland, which falls on a Saturday: Monday is off",
        by("2027-02-11 12:00", nation=Nation.SCOTLAND),
        "2026-12-31 18:30",
        "01-05 11:00",
    ),
    ("and not in England", by("2027-02-11 12:00"), "2026-12-31 18:30", "01-04 11:00"),
    (
        "the clocks go forward over the weekend",
        by("2027-04-22 17:00"),
        "2027-03-25 18:30",
        "03-30 11:00",
    ),
    ("and back", by(OCTOBER), "2026-10-23 18:30", "10-26 11:00"),
    (
        "in the last week an hour, on a Sunday from ten",
        by("2027-04-01 12:00"),
        "2027-03-28 08:00",
        "03-28 11:00",
    ),
    (
        "on the Sunday the clocks go forward, in the last week",
        by("2027-04-01 12:00"),
        "2027-03-28 00:30",
        "03-28 11:00",
    ),
    (
        "on the Sunday they go back, in the last week",
        by("2026-10-29 12:00"),
        "2026-10-25 01:30",
        "10-25 11:00",
    ),
    (
        "in the last week a Saturday evening goes on on Sunday",
        by(MARCH),
        "2027-04-10 20:00",
        "04-11 10:30",
    ),
    (
        "a bank holiday of the last week counts like any day",
        by("2026-04-09 17:00"),
        "2026-04-03 10:00",
        "04-03 11:00",
    ),
    (
        "what is open when the last week begins is due in its time",
        by(MARCH),
        "2027-04-08 16:00",
        "04-08 18:00",
    ),
    (
        "though it was asked on the Friday before a long weekend",
        by("2026-04-13 12:00"),
        "2026-04-02 20:00",
        "04-06 13:00",
    ),
    (
        "the day before the last week keeps its four hours",
        by(MARCH),
        "2027-04-07 12:00",
        "04-07 16:00",
    ),
    (
        "noon of the last posting day is not passed",
        by(MARCH),
        "2027-04-12 11:40",
        "04-12 12:00",
    ),
    (
        "after the close, eight working hours",
        by(MARCH),
        "2027-04-16 18:00",
        "04-19 14:30",
    ),
]


@pytest.mark.parametrize(
    ("ballot", "asked", "due"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_reply_by(ballot: Ballot, asked: str, due: str) -> None:
    found = case_rules.reply_by(ballot, given.at(asked))
    assert f"{ballot.local(found):%m-%d %H:%M}" == due


def test_each_kind_has_hours_of_its_own_and_a_phase_may_have_some() -> None:
    ballot, landing = given.ballot(opens=given.day("2026-05-11")), "2026-05-12 10:00"
    near = given.at("2026-06-01 10:00")
    shipped = policies.shipped()
    slow = policies.changed(shipped, [Change("question", "landing", "6")])
    due = case_rules.reply_by(ballot, given.at(landing), slow, "question")
    assert due == given.at("2026-05-12 16:00")
    assert case_rules.reply_by(ballot, near, slow, "data") == given.at(
        "2026-06-01 18:00"
    )
    assert case_rules.reply_by(ballot, near, slow, "replacement") == given.at(
        "2026-06-01 11:00"
    )


def test_a_phase_never_makes_the_last_week_longer() -> None:
    longer = [Change("question", name, "50") for name in policies.PHASES]
    slow = policies.changed(policies.shipped(), longer)
    asked = given.at("2026-06-05 10:00")
    assert case_rules.reply_by(given.ballot(), asked, slow) == given.at(
        "2026-06-05 11:00"
    )


def test_who_asks_later_is_never_answered_earlier() -> None:
    ballot, start = given.ballot(), given.at("2026-05-20 00:00")
    times = [start + dt.timedelta(minutes=17 * step) for step in range(1800)]
    due = [case_rules.reply_by(ballot, now) for now in times if now < ballot.closes]
    assert due == sorted(due)


def test_no_reply_of_the_last_week_is_due_past_noon_of_the_last_posting_day() -> None:
    ballot, noon = given.ballot(), given.at("2026-06-08 12:00")
    minutes = [noon - dt.timedelta(minutes=ago) for ago in range(1, A_DAY)]
    assert all(now <= case_rules.reply_by(ballot, now) <= noon for now in minutes)


def test_a_ballot_without_post_has_no_such_noon() -> None:
    online = given.ballot(method=Method.ELECTRONIC)
    due = case_rules.reply_by(online, given.at("2026-06-08 11:30"))
    assert due == given.at("2026-06-08 12:30")
