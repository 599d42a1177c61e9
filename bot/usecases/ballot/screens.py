"""Gather what messages about a ballot show."""

from typing import Protocol

from bot.rules.ballot import endings as ballot_endings
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.screens import BallotFacts, StepFacts
from bot.usecases.moment import Moment
from storage import ballots


class OfBallot(Protocol):
    """An ending about one ballot."""

    @property
    def ballot_id(self) -> int:
        """Tell which ballot."""


def ballot(moment: Moment, ending: OfBallot) -> Ballot:
    """Find the ballot an ending is about."""
    return ballots.get(moment.session, ending.ballot_id)


def ballot_now(moment: Moment, ending: OfBallot) -> BallotFacts:
    """Find the ballot an ending is about, for saying when."""
    return BallotFacts(ballot(moment, ending), moment.now)


def settings(
    moment: Moment, ending: ballot_endings.BallotSettings | ballot_endings.Weeks
) -> BallotFacts | None:
    """Find the ballot; None where it is not made yet and has no settings."""
    return ballot_now(moment, ending) if ending.ballot_id else None


def step(moment: Moment, ending: ballot_endings.BallotAsks) -> StepFacts:
    """Find the ballot a step of its set-up is about, once it is made."""
    found = ballot(moment, ending) if ending.ballot_id else None
    return StepFacts(found, moment.now)
