"""What is typed after /pledge, /away and /ballot."""

import pytest

from bot.rules.ballot import set_up
from bot.rules.ballot.set_up import Step, Unreadable
from bot.rules.nudges import pledge_words
from tests.rules import given

BALLOT = given.ballot()


@pytest.mark.parametrize(
    ("words", "now", "contacts", "at"),
    [
        ("5", "2026-05-20 11:00", 5, "2026-05-20 18:00"),
        ("5 tonight", "2026-05-20 11:00", 5, "2026-05-20 18:00"),
        ("3 at 19:30", "2026-05-20 11:00", 3, "2026-05-20 19:30"),
        ("3 7", "2026-05-20 11:00", 3, "2026-05-20 19:00"),
        ("4", "2026-05-20 18:30", 4, "2026-05-20 19:00"),
        ("4", "2026-05-20 20:20", 4, "2026-05-21 18:00"),
        ("4 17:00", "2026-05-20 18:30", 4, "2026-05-21 17:00"),
        ("4 23:00", "2026-05-20 11:00", 4, "2026-05-21 18:00"),
    ],
)
def test_a_pledge_is_reminded_of_at_its_time_outside_the_quiet(
    words: str, now: str, contacts: int, at: str
) -> None:
    wish = pledge_words.read(words, BALLOT, given.at(now))
    assert wish == (contacts, given.at(at))


@pytest.mark.parametrize("words", ["", "lots", "0", "61", "five", "5 at 99:99"])
def test_what_is_no_pledge_is_none(words: str) -> None:
    assert pledge_words.read(words, BALLOT, given.at("2026-05-20 11:00")) is None


@pytest.mark.parametrize(
    ("words", "days"), [("", 7), ("3", 3), ("2 days", 2), ("0", None), ("99", None)]
)
def test_days_away_are_a_small_number(words: str, days: int | None) -> None:
    assert pledge_words.days(words, 7, 60) == days


@pytest.mark.parametrize(
    "said",
    [
        "2026-06-11T17:00",
        "2026-06-11 17:00",
        "11 June 2026 17:00",
        "11/6/2026 5pm",
        "11th Jun 2026, 17.00",
    ],
)
def test_a_close_is_read_as_people_write_it(said: str) -> None:
    ballot = given.ballot("2026-05-30 12:00")
    changed = set_up.change(ballot, Step.CLOSES, said)
    assert changed.closes == given.at("2026-06-11 17:00")


def test_a_day_without_a_time_means_its_noon() -> None:
    changed = set_up.change(BALLOT, Step.CUTOFF, "2026-06-03")
    assert changed.replacement_cutoff == given.at("2026-06-03 12:00")


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (Step.CLOSES, "soon"),
        (Step.CLOSES, "2026-02-30 12:00"),
        (Step.OPENS, "11 Frimaire 2026"),
        (Step.LINE, "140"),
        (Step.ENTITLED, "-3"),
        (Step.METHOD, "pigeon"),
        (Step.CUTOFF, "2026-06-03 25:00"),
    ],
)
def test_what_is_no_value_is_refused(step: Step, said: str) -> None:
    with pytest.raises(Unreadable):
        set_up.change(BALLOT, step, said)


@pytest.mark.parametrize(("said", "line"), [("40", 0.4), ("100 %", 1), ("none", None)])
def test_the_line_is_half_until_another_is_set(said: str, line: float | None) -> None:
    assert BALLOT.line == 0.5
    assert set_up.change(BALLOT, Step.LINE, said).line == line


def test_a_ballot_without_post_is_not_asked_for_its_envelope() -> None:
    online = set_up.change(BALLOT, Step.METHOD, "electronic")
    assert set_up.next_step(Step.METHOD, online) is Step.NATION
    assert set_up.next_step(Step.METHOD, BALLOT) is Step.ENVELOPE
