"""Endings of organising the people: who waits, invitations, the team, the set-up."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class WaitingRoom:
    """Who asks to be let in, with a button for each and one for all."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation: link, QR code, words to paste elsewhere."""

    invite_id: int
    key: str
    bot_name: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The invitation cannot be used any more."""


@dataclass(frozen=True, slots=True)
class Team:
    """Everybody of the ballot by role."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class OnePerson:
    """One of the team, with what can be done about them."""

    person_id: int
    ballot_id: int
    by: int
    key: str


@dataclass(frozen=True, slots=True)
class Setup:
    """What is still missing before the first card; a button for each gap."""

    ballot_id: int
    key: str
    bot_name: str


@dataclass(frozen=True, slots=True)
class HowTo:
    """How one gap of the set-up is closed; `gap` is a code."""

    gap: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The data controller's agreement was noted."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class CapReached:
    """Somebody has seen as many members as they may; a button allows more."""

    person_id: int
    ballot_id: int
    cap: str
    limit: int
    key: str


@dataclass(frozen=True, slots=True)
class Scraping:
    """Somebody looks at many members and records nothing."""

    person_id: int
    ballot_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class Allowed:
    """An organiser allowed somebody more members today."""

    person_id: int
    ballot_id: int
    more: int


@dataclass(frozen=True, slots=True)
class AddedByStranger:
    """Somebody who organises nothing has added the bot to a group."""


@dataclass(frozen=True, slots=True)
class StrangerInGroup:
    """Somebody came into the linked group who is not of the team."""

    name: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Telegram did not say whether somebody is in the group: they got no card."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Somebody has blocked the bot; what they held went back."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class TypeNumber:
    """Which is this person's own membership number? It is typed next."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class NumberLinked:
    """An organiser told this person's own number; `listed`: the list has it."""

    person_id: int
    ballot_id: int
    listed: bool


@dataclass(frozen=True, slots=True)
class CannotSee(Public):
    """In the group, once: what cannot be done without the right to delete."""


AboutOne = (
    CapReached
    | Scraping
    | Allowed
    | Unconfirmed
    | Unreachable
    | TypeNumber
    | NumberLinked
)
"""Show the name of one person."""
Plain = HowTo | Revoked | Agreed | AddedByStranger | StrangerInGroup | CannotSee
"""Show nothing more than they hold themselves."""
Ending = Plain | AboutOne | WaitingRoom | Invited | Team | OnePerson | Setup
