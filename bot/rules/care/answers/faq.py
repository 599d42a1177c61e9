"""The branch's FAQ: ready answers, found by what a question means.

They are offered to whoever asks and to organisers, and never sent by themselves.
"""

import hashlib
import tomllib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.rules.care import bad_file
from bot.rules.care.bad_file import BadFile

OFFERED = 2
"""How many answers are offered at most."""
Question = Annotated[str, Field(min_length=3, max_length=200)]


class Entry(BaseModel):
    """One question with its answer; `also` are other ways of asking it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Question
    answer: Annotated[str, Field(min_length=1, max_length=1000)]
    also: Annotated[tuple[Question, ...], Field(max_length=20)] = ()

    @property
    def code(self) -> str:
        """A short name for a button, which stays while the question does."""
        return hashlib.sha256(self.question.encode()).hexdigest()[:8]


class Faq(BaseModel):
    """The ready answers of a branch; none where it has no file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    faq: Annotated[tuple[Entry, ...], Field(max_length=200)] = ()

    def likely(self, words: str) -> tuple[Entry, ...]:
        """Find the entries that may answer this, the likeliest first."""
        if not self.faq or not words.strip():
            return ()
        # With numpy and the reader's model: most programs never need it here.
        from bot.rules.care.answers import similar

        ways = tuple((entry.question, *entry.also) for entry in self.faq)
        found = similar.scores(words, ways)
        ranked = sorted(zip(found, self.faq, strict=True), key=lambda one: -one[0])
        enough = [entry for score, entry in ranked if score >= similar.ENOUGH]
        return tuple(enough[:OFFERED])

    def with_code(self, code: str) -> Entry | None:
        """Find the entry of a button; None where the file has changed since."""
        return next((entry for entry in self.faq if entry.code == code), None)


def parse(text: str) -> Faq:
    """Read the FAQ of a file; raises BadFile with one sentence."""
    try:
        found = Faq.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise BadFile(f"it is not a TOML file: {error}.") from None
    except ValidationError as error:
        raise BadFile(bad_file.sentence(error)) from None
    asked = [entry.question.casefold() for entry in found.faq]
    for place, question in enumerate(asked):
        if question in asked[:place]:
            twice = found.faq[place].question
            raise BadFile(f"[faq] no. {place + 1}: “{twice}” stands there twice.")
    return found
