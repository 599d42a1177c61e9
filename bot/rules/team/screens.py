"""What the screens of organising show: values gathered for one message."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person
from bot.rules.privacy.retention import Left


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
    ballot: Ballot
    actions: tuple[str, ...] = ()
    seen_today: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What is still missing before the first card."""

    ballot: Ballot | None
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeavingFacts:
    """What has not left the program yet, before its members are purged."""

    ballot: Ballot
    purge_on: dt.date
    left: Left


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """The code that freezes somebody's cards from any account."""

    code: str


Facts = (
    WaitingFacts
    | InviteFacts
    | TeamFacts
    | PersonFacts
    | SetupFacts
    | LeavingFacts
    | CodeFacts
    | None
)
