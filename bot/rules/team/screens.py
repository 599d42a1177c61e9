"""What the screens of organising show: values gathered for one message."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """Who waits to be let in."""

    ballot: Ballot
    waiting: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """An invitation with its link, made again from the key."""

    ballot: Ballot
    link: str
    uses: int
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """Everybody of a ballot."""

    ballot: Ballot
    team: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One of the team, what they did, what may be done about them by whom asks."""

    person: Person
    actions: tuple[str, ...] = ()
    seen_today: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What is still missing before the first card."""

    ballot: Ballot | None
    gaps: tuple[str, ...]
