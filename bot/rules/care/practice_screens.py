"""What the messages of `/practice` show, gathered as values."""

from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.care.practice import Marks
from bot.rules.care.scenes import Finish, Scene, Scenes, Step


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """The scenes to choose from."""

    scenes: Scenes


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """A scene with the step or ending it has come to; `advocate` is a name."""

    scene: Scene
    step: Step | None
    finish: Finish | None
    ballot: Ballot
    advocate: str


@dataclass(frozen=True, slots=True)
class MarksFacts:
    """A finished talk, and what the policy says of it."""

    talk: TalkFacts
    finish: Finish
    marks: Marks
