"""Scenes for practice: an invented member, what they say, and where answers lead."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from bot.rules.care.topics import ALWAYS_FORBIDDEN, Topic
from bot.rules.outcomes import Outcome

Line = Annotated[str, Field(min_length=1, max_length=600)]
"""Something said in a talk."""
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
"""What a step or an ending is called in its file."""
MOST_ANSWERS = 4


class Part(BaseModel):
    """A part of a scene's file: frozen, without unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Answer(Part):
    """What the advocate may say: a good line to tap, and the words that mean the same.

    `means` are topics that words typed instead may be about, `words` phrases they may
    hold; `leads` is the step or ending that follows.
    """

    say: Line
    leads: Name
    means: tuple[Topic, ...] = ()
    words: tuple[Annotated[str, Field(min_length=2, max_length=60)], ...] = ()


class Step(Part):
    """What the member says, and what may be answered; `otherwise` meets other words."""

    says: Line
    answers: Annotated[tuple[Answer, ...], Field(min_length=1, max_length=MOST_ANSWERS)]
    otherwise: Line | None = None


class Finish(Part):
    """How a talk may end: the last words, and what is right to record of it.

    `because` says why; `asks` replaces what the scene asks of the talk; `day`: the
    member named a day, which belongs into what is typed.
    """

    says: Line
    record: Annotated[tuple[Outcome, ...], Field(min_length=1)]
    because: Line
    asks: tuple[Topic, ...] | None = None
    day: bool = False


class Scene(Part):
    """One scene. The talk begins at the first step of the file.

    `card` is what the advocate's card says, `opening` what they have said already.
    `asks` is what the policy asks of the talk, `avoid` what it forbids beside what it
    forbids always; `reactions` are what the member says to what is forbidden.
    """

    title: Annotated[str, Field(min_length=1, max_length=60)]
    name: Annotated[str, Field(min_length=1, max_length=40)]
    mood: Annotated[str, Field(min_length=1, max_length=80)]
    card: Line
    opening: Line | None = None
    asks: tuple[Topic, ...]
    avoid: tuple[Topic, ...] = ()
    reactions: Mapping[Topic, Line] = {}
    steps: Annotated[dict[Name, Step], Field(min_length=1)]
    endings: Annotated[dict[Name, Finish], Field(min_length=1)]

    @property
    def first(self) -> str:
        """The step at which the talk begins."""
        return next(iter(self.steps))

    @property
    def forbidden(self) -> tuple[Topic, ...]:
        """What must not be said in this talk."""
        return tuple(dict.fromkeys((*ALWAYS_FORBIDDEN, *self.avoid)))

    def asked(self, ending: str) -> tuple[Topic, ...]:
        """List what the policy asks of a talk that ends so."""
        own = self.endings[ending].asks
        return self.asks if own is None else own

    def walks(self, start: str | None = None) -> Iterator[tuple[tuple[str, int], ...]]:
        """Walk every way from a step to an ending, as (step, number of the answer).

        A scene that was read from a file has no circle in it.
        """
        step = start or self.first
        for number, answer in enumerate(self.steps[step].answers):
            here = (step, number)
            if answer.leads in self.endings:
                yield (here,)
                continue
            for further in self.walks(answer.leads):
                yield (here, *further)


Scenes = Mapping[str, Scene]
"""Scenes by their id, in the order in which they are offered."""
