"""What the messages about the team and the set-up show, gathered as values."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """The people who ask to join."""

    ballot: Ballot
    waiting: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class InviteFacts:
    """An invitation with its link, which is derived from the key."""

    ballot: Ballot
    link: str
    uses: int
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """The people of a ballot."""

    ballot: Ballot
    team: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person of the team, what they did, and what the viewer may do about them."""

    person: Person
    actions: tuple[str, ...] = ()
    seen_today: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True)
class SetupFacts:
    """What is still missing before the first card."""

    ballot: Ballot | None
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PromotionFacts:
    """Who was made an organiser, or is one no more, and by whom."""

    name: str
    by: str
