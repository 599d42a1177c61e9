"""What the screens of a ballot's settings show: values gathered for one message."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot


@dataclass(frozen=True, slots=True)
class BallotFacts:
    """A ballot and the instant, for saying when."""

    ballot: Ballot
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class StepFacts:
    """The ballot a step of its set-up is about; None while it is not made yet."""

    ballot: Ballot | None
    now: dt.datetime
