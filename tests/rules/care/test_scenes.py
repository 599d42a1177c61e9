"""Every way through every scene that the program brings, walked to its end."""

import pytest

from bot.config import scenes_file
from bot.rules.care import practice
from bot.rules.care.scenes import Scene
from bot.rules.care.topics import Topic
from bot.rules.outcomes import Outcome

SCENES = scenes_file.read(None)
WALKS = [(name, walk) for name, scene in SCENES.items() for walk in scene.walks()]
LONGEST = 6
"""Turns that fit into two minutes."""
MOODS = {
    *(
        "willing",
        "lost",
        "busy",
        "angry",
        "undecided",
        "wrong_number",
        "is_this_private",
    ),
    *("who_sees", "proxy", "second_language", "stop_calling", "already_voted"),
    *("offers_to_help", "spoilt"),
}


def last(scene: Scene, walk: tuple[tuple[str, int], ...]) -> str:
    step, answer = walk[-1]
    return scene.steps[step].answers[answer].leads


def test_there_is_a_scene_for_every_kind_of_member() -> None:
    missing = [one for one in MOODS if not any(one in name for name in SCENES)]
    assert missing == []
    assert len(SCENES) >= 14


@pytest.mark.parametrize(("name", "walk"), WALKS, ids=str)
def test_every_way_ends_and_can_be_recorded_rightly(name: str, walk) -> None:
    scene = SCENES[name]
    ending = last(scene, walk)
    assert ending in scene.endings
    assert len(walk) <= LONGEST
    heard = (practice.tapped(scene, *turn).topics for turn in walk)
    said = frozenset[Topic]().union(*heard)
    for outcome in scene.endings[ending].record:
        made = practice.marks(scene, ending, said, outcome)
        assert made.right
        assert made.faults == ()


@pytest.mark.parametrize("name", SCENES)
def test_every_scene_has_a_way_that_keeps_the_whole_policy(name: str) -> None:
    scene = SCENES[name]
    missed = []
    for walk in scene.walks():
        heard = (practice.tapped(scene, *turn).topics for turn in walk)
        said = frozenset[Topic]().union(*heard)
        made = practice.marks(scene, last(scene, walk), said, Outcome.VOTED)
        missed.append(made.missed)
    assert () in missed


@pytest.mark.parametrize("name", SCENES)
def test_every_step_and_ending_is_on_some_way(name: str) -> None:
    scene = SCENES[name]
    on_ways = {turn for walk in scene.walks() for turn in walk}
    assert {step for step, _ in on_ways} == set(scene.steps)
    assert {last(scene, walk) for walk in scene.walks()} == set(scene.endings)


@pytest.mark.parametrize("name", SCENES)
def test_words_that_mean_nothing_leave_every_step_where_it_is(name: str) -> None:
    scene = SCENES[name]
    for step in scene.steps:
        heard = practice.hear(scene, step, "umm")
        assert (heard.answer, heard.fault) == (None, None)
