"""Endings of setting up a ballot: the settings, a step, a refusal, the weeks."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BallotSettings:
    """All settings of a ballot, each with its button."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class BallotAsks:
    """A step: which field, which month or day is open, what was refused and why.

    No ballot yet (0): the close of a new one is asked. `refused` is a trouble of
    `rules.refusals` with its day, or "unread".
    """

    ballot_id: int
    key: str
    step: str
    open: str = ""
    guided: bool = False
    refused: tuple[tuple[str, dt.date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks of a ballot as a picture, with its dates."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class HowToType:
    """What was typed after /ballot is not understood."""


@dataclass(frozen=True, slots=True)
class NameTaken:
    """There is a ballot of this name."""


Plain = HowToType | NameTaken
"""Show nothing more than they hold themselves."""
Ending = Plain | BallotSettings | BallotAsks | Weeks
