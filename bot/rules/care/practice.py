"""How a practice talk goes on, and what the policy says of it at the end."""

from dataclasses import dataclass

from bot.rules.care import topics
from bot.rules.care.scenes import Answer, Scene
from bot.rules.care.topics import Topic
from bot.rules.outcomes import Outcome

LONGEST = 600
"""Letters of a typed message that are heard: nobody says more at once."""
OTHERWISE = "otherwise"
"""What the member hears in words that come to no answer."""


@dataclass(frozen=True, slots=True)
class Talk:
    """Where a practice talk stands: whose, in which scene, at which step or ending.

    `turn` counts what was said, so that older buttons are known to be old.
    """

    person_id: int
    ballot_id: int
    scene: str
    place: str
    key: str
    turn: int


@dataclass(frozen=True, slots=True)
class Heard:
    """What the member heard: the answer it comes to, if any, and its topics.

    `fault` is something forbidden; then nothing else is answered.
    """

    answer: int | None
    topics: frozenset[Topic]
    fault: Topic | None = None


def hear(scene: Scene, step: str, text: str) -> Heard:
    """Find the answer that typed words come to; None where they come to none."""
    text = text[:LONGEST]
    about = topics.found(text)
    faults = [one for one in scene.forbidden if one in about]
    if faults:
        return Heard(None, about, faults[0])
    answers = scene.steps[step].answers
    if text.strip().rstrip(".").isdecimal():
        place = int(text.strip().rstrip("."))
        if 1 <= place <= len(answers):
            return tapped(scene, step, place - 1)
    fits = [_fit(one, text, about) for one in answers]
    best = max(fits)
    return Heard(fits.index(best) if best[0] else None, about)


def tapped(scene: Scene, step: str, answer: int) -> Heard:
    """Take the line that was tapped: it is about its topics, and what it says."""
    line = scene.steps[step].answers[answer]
    return Heard(answer, topics.found(line.say) | {*line.means})


def _fit(answer: Answer, text: str, about: frozenset[Topic]) -> tuple[int, float]:
    """Count what of an answer the words hold; of equals the one held more fully."""
    hits = sum(one in about for one in answer.means)
    hits += sum(topics.has(text, phrase) for phrase in answer.words)
    wanted = len(answer.means) or 1
    return hits, sum(one in about for one in answer.means) / wanted


@dataclass(frozen=True, slots=True)
class Marks:
    """What went well, what the policy asks for besides, and what it forbids."""

    well: tuple[Topic, ...]
    missed: tuple[Topic, ...]
    faults: tuple[Topic, ...]
    right: bool


def marks(scene: Scene, ending: str, said: frozenset[Topic], outcome: Outcome) -> Marks:
    """Compare a talk with what the policy asks of it, and what was recorded."""
    asked = scene.asked(ending)
    return Marks(
        well=tuple(one for one in asked if one in said),
        missed=tuple(one for one in asked if one not in said),
        faults=tuple(one for one in scene.forbidden if one in said),
        right=outcome in scene.endings[ending].record,
    )
