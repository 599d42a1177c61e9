"""What an organiser is told of a list that was sent."""

from bot.rules.lists import endings, screens
from bot.rules.lists.sheet_job import About
from bot.texts.lists import preview
from tests.rules import given

BALLOT = given.ballot(opens=given.day("2026-05-11"))


def said(step: str, about: About) -> str:
    step_ = endings.ListStep(1, "key", step)
    return preview.say(step_, screens.JobFacts(BALLOT, about)).text


def test_the_name_of_a_rep_is_no_markup() -> None:
    told = said("back", {"back": {"rep": "Tom & <Co>", "recorded": 2}})
    assert told.startswith("2 answers recorded for Tom &amp; &lt;Co&gt;.\n")


def test_what_is_said_of_two_rows_stands_there_once() -> None:
    clash = "Membership number 77 stands beside Ada Hope and beside Bob Hope"
    told = said("held", {"held_back": [clash, clash, "Una may be Ola"]})
    assert told == f"Held back: {clash}.\nHeld back: Una may be Ola."
