"""Dates that cannot be, or are past, are refused with the reason."""

from typing import Any

import pytest

from bot.rules.ballot import impossible_dates, timetable
from bot.rules.ballot.ballot import Method
from bot.rules.ballot.impossible_dates import Trouble
from bot.texts.ballot import timetable_words as words
from tests.rules import given

NOW = given.at("2026-05-20 10:00")


@pytest.mark.parametrize(
    ("dates", "trouble"),
    [
        ({}, []),
        ({"opens": given.day("2026-06-12")}, [Trouble.OPENS_AFTER_CLOSE]),
        ({"opens": given.day("2026-06-08")}, [Trouble.NO_TIME_TO_POST]),
        (
            {"replacement_cutoff": given.at("2026-06-12 12:00")},
            [Trouble.CUTOFF_AFTER_CLOSE],
        ),
        (
            {
                "opens": given.day("2026-05-11"),
                "replacement_cutoff": given.at("2026-05-10 12:00"),
            },
            [Trouble.CUTOFF_BEFORE_OPENING],
        ),
        (
            {"last_posting_day": given.day("2026-06-12")},
            [Trouble.POSTING_AFTER_CLOSE],
        ),
        (
            {"last_posting_day": given.day("2026-06-11")},
            [Trouble.POSTING_TOO_LATE],
        ),
        ({"last_posting_day": given.day("2026-06-10")}, []),
        ({"last_posting_day": given.day("2026-06-07")}, [Trouble.NOTHING_COLLECTED]),
        ({"closes": "2026-05-20 10:00"}, [Trouble.CLOSE_MISSED]),
        ({"closes": "2026-05-20 17:00"}, [Trouble.POSTING_MISSED]),
        ({"closes": "2026-05-20 17:00", "method": Method.HYBRID}, []),
    ],
)
def test_a_date_is_refused_with_its_reason(
    dates: dict[str, Any], trouble: list[Trouble]
) -> None:
    found = impossible_dates.of(given.ballot(**dates), NOW)
    assert [refusal.trouble for refusal in found] == trouble


@pytest.mark.parametrize("trouble", Trouble)
def test_every_refusal_has_its_sentence(trouble: Trouble) -> None:
    said = words.refusal(impossible_dates.Refusal(trouble, given.day("2026-06-08")))
    assert "8 June 2026" in said


def test_the_table_says_dates_odds_and_differences() -> None:
    ballot = given.ballot(last_posting_day=given.day("2026-06-05"))
    said = words.table(ballot, timetable.of(ballot))
    assert (
        "Last safe posting        Fri 5 June 2026 (1st class, about 95 in 100" in said
    )
    assert "Wed 10 June 2026 (about 76 in 100 arrive in time)" in said
    assert "by the calendar it would be Mon 8 June 2026" in said


def test_an_electronic_ballot_speaks_of_no_post() -> None:
    ballot = given.ballot(method=Method.ELECTRONIC)
    said = words.table(ballot, timetable.of(ballot))
    assert "Last three days" in said
    assert "post" not in said.lower()
