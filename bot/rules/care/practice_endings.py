"""Endings of `/practice`: scenes, their steps and topics as codes."""

from dataclasses import dataclass

from bot.rules.care.practice import Talk


@dataclass(frozen=True, slots=True)
class OfferScenes:
    """The scenes to choose from; `first`: one is wanted before the first card."""

    key: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class SceneTurn:
    """The member speaks, and the advocate may answer.

    `hears`: why the member says something else than the step's line, a topic that was
    forbidden or `otherwise`.
    """

    talk: Talk
    hears: str = ""


@dataclass(frozen=True, slots=True)
class SceneSaid:
    """A turn that was answered: what the member said, and the line it was answered by.

    `typed`: other words were typed, and understood as that line.
    """

    talk: Talk
    hears: str = ""
    answer: int | None = None
    typed: bool = False


@dataclass(frozen=True, slots=True)
class AskRecord:
    """The talk is over: what would you record? `again` says why it is asked again."""

    talk: Talk
    again: str = ""


@dataclass(frozen=True, slots=True)
class RecordUnclear:
    """The words to record could be read in several ways, as on a card."""

    talk: Talk
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SceneMarks:
    """What went well, and what the policy asks; `said` are topics, `refused` words.

    `dayless`: a promise was typed without its day.
    """

    talk: Talk
    said: tuple[str, ...]
    outcome: str
    refused: tuple[str, ...] = ()
    dayless: bool = False


@dataclass(frozen=True, slots=True)
class PracticeOver:
    """No scene is being played any more; `why` is a code. `key`: *Next member*."""

    why: str
    key: str = ""


Ending = (
    OfferScenes
    | SceneTurn
    | SceneSaid
    | AskRecord
    | RecordUnclear
    | SceneMarks
    | PracticeOver
)
