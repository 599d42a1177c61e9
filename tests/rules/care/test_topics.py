"""Topics of what an advocate says: phrases, gaps, open ends, what does not count."""

import pytest

from bot.rules.care import topics
from bot.rules.care.topics import Topic


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("When will you post it?", Topic.DAY),
        ("And where's the box?", Topic.PLACE),
        ("Before or after tea?", Topic.AFTER),
        ("Please ask the union, on the members' page.", Topic.REPLACEMENT),
        ("I'm afraid only you can do that.", Topic.ONLY_YOU),
        ("We won't ring you again.", Topic.LEFT_ALONE),
        ("WE WILL NOT RING YOU AGAIN", Topic.LEFT_ALONE),
        ("how will you be voting then", Topic.HOW_THEY_VOTE),
        ("I hope you vote yes!", Topic.HOW_THEY_VOTE),
        ("shall I post it for you?", Topic.TAKE_THEIR_PAPER),
        ("I'll order another one for you", Topic.ASK_FOR_THEM),
        ("you really should vote", Topic.PRESS),
    ],
)
def test_words_are_about_their_topic(said: str, topic: Topic) -> None:
    assert topic in topics.found(said)


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("I'll never ask how you vote.", Topic.HOW_THEY_VOTE),
        ("Nobody learns whether you vote yes or no.", Topic.HOW_THEY_VOTE),
        ("I'm not allowed to post it for you.", Topic.TAKE_THEIR_PAPER),
        ("I can't order another one for you.", Topic.ASK_FOR_THEM),
        ("Thank you, bye!", Topic.DAY),
    ],
)
def test_what_says_the_opposite_does_not_count(said: str, topic: Topic) -> None:
    assert topic not in topics.found(said)


def test_a_star_leaves_the_end_open_and_dots_leave_a_gap() -> None:
    assert topics.has("I posted it", "post*")
    assert not topics.has("a compost heap", "post*")
    assert topics.has("when, do you think, will you post", "when .. post")
    assert not topics.has("when it rains the whole day long I post", "when .. post")


def test_nothing_is_about_nothing() -> None:
    assert topics.found("") == topics.found("?!") == frozenset()
