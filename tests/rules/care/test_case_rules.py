"""By when a question or complaint must be answered."""

import datetime as dt

import pytest

from bot.rules.ballot.ballot import Method
from bot.rules.care import case_rules
from tests.rules import given

A_DAY = 24 * 60


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


def test_no_reply_of_the_last_week_is_due_past_noon_of_the_last_posting_day() -> None:
    ballot, noon = given.ballot(), given.at("2026-06-08 12:00")
    minutes = [noon - dt.timedelta(minutes=ago) for ago in range(1, A_DAY)]
    assert all(now <= case_rules.reply_by(ballot, now) <= noon for now in minutes)


def test_a_ballot_without_post_has_no_such_noon() -> None:
    online = given.ballot(method=Method.ELECTRONIC)
    due = case_rules.reply_by(online, given.at("2026-06-08 11:30"))
    assert due == given.at("2026-06-08 12:30")
