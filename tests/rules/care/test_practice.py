"""A practice talk: what typed words come to, and what the policy says at the end."""

from pathlib import Path

import pytest

from bot.config import scenes_file
from bot.rules.care import practice
from bot.rules.care.topics import Topic
from bot.rules.outcomes import Outcome

SCENES = scenes_file.read(None)
WILLING = SCENES["01_willing_but_forgetful"]
TYPED = Path(__file__).parents[2] / "data" / "practice" / "typed.txt"


def typed() -> list[tuple[str, str, str, list[str]]]:
    """The lines of the file: scene, step, words, what they may be taken for."""
    lines = TYPED.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if not line.startswith("#")]
    return [(*where.split(), words, may.split()) for where, words, may in rows]


def understood(number: str, step: str, words: str) -> str:
    scene = next(one for name, one in SCENES.items() if name.startswith(number))
    heard = practice.hear(scene, step, words)
    return heard.fault or str(0 if heard.answer is None else heard.answer + 1)


def test_typed_words_are_understood_and_hardly_ever_taken_for_another_answer() -> None:
    read = [(understood(*row[:3]), row[3]) for row in typed()]
    wrong = [(got, may) for got, may in read if got not in may and got != "0"]
    right = [got for got, may in read if got in may]
    assert len(right) >= 0.95 * len(read)
    assert len(wrong) <= 2


def test_a_number_is_the_line_with_that_number() -> None:
    assert practice.hear(WILLING, "hello", "2.").answer == 1
    assert practice.hear(WILLING, "hello", "9").answer is None


def test_of_two_answers_the_one_that_is_held_more_fully_counts() -> None:
    assert practice.hear(WILLING, "hello", "which day?").answer == 1
    assert practice.hear(WILLING, "hello", "which day, and which box?").answer == 0


def test_what_is_forbidden_is_no_answer_whatever_else_is_said() -> None:
    heard = practice.hear(WILLING, "hello", "When will you post it? Vote yes!")
    assert (heard.answer, heard.fault) == (None, Topic.HOW_THEY_VOTE)


def test_what_one_scene_forbids_is_free_in_another() -> None:
    said = "It's about your ballot paper from the union."
    assert understood("15", "hello", said) == Topic.NAMES_THE_UNION
    assert understood("03", "hello", said) == "2"


def test_the_marks_tell_what_was_asked_and_what_was_left_out() -> None:
    said = frozenset({Topic.DAY, Topic.THANKS, Topic.PRESS})
    made = practice.marks(WILLING, "thursday", said, Outcome.WILL_POST)
    assert made.well == (Topic.DAY,)
    assert made.missed == (Topic.PLACE, Topic.AFTER)
    assert made.faults == (Topic.PRESS,)
    assert made.right


def test_another_outcome_is_not_right() -> None:
    made = practice.marks(WILLING, "planned", frozenset(), Outcome.VOTED)
    assert not made.right


def test_an_ending_may_ask_for_something_else() -> None:
    scene = SCENES["08_who_sees_how_i_vote"]
    assert Topic.DAY in scene.asked("posts")
    assert Topic.DAY not in scene.asked("asks")


@pytest.mark.parametrize("said", ["", "…", "🎉", "x" * 4000])
def test_odd_words_come_to_no_answer(said: str) -> None:
    assert practice.hear(WILLING, "hello", said).answer is None
