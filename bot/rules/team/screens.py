"""What the messages about the team and the set-up show, gathered as values."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person

ALL = "all:"
"""How the code of *Approve all* begins; when the newest one shown asked follows."""


def asked_at(person: Person) -> int:
    """Give the moment of asking as a number for a button, in microseconds."""
    return 0 if person.since is None else round(person.since.timestamp() * 1_000_000)


@dataclass(frozen=True, slots=True)
class Look:
    """Why somebody is approved by name only: in the team before, or the same name."""

    before: bool
    like: str


@dataclass(frozen=True, slots=True)
class WaitingFacts:
    """The people who ask to join, and at whom an organiser has to look."""

    ballot: Ballot
    waiting: tuple[Person, ...]
    looks: Mapping[int, Look]


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
