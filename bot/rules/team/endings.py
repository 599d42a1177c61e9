"""Endings of the waiting room, invitations, the team and the set-up."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class WaitingRoom:
    """Who asks to join, with a button for each and one for all."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation: link, QR code, text to paste elsewhere."""

    invite_id: int
    key: str
    bot_name: str


@dataclass(frozen=True, slots=True)
class AdvocateSheet:
    """The page for advocates to print, with the QR code of an invitation."""

    ballot_id: int
    invite_id: int
    bot_name: str


@dataclass(frozen=True, slots=True)
class Revoked:
    """The invitation cannot be used any more."""


@dataclass(frozen=True, slots=True)
class Team:
    """The people of the ballot by role."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class OnePerson:
    """One person of the team, with what `by` may do about them."""

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
    """How to do one missing step of the set-up; `gap` is its code."""

    gap: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """The data controller's agreement is recorded."""

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
class NewOwner:
    """To the organisers: somebody used the owner's code."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class Promoted:
    """To the organisers: `by` made somebody an organiser; any may undo it for a day."""

    person_id: int
    ballot_id: int
    by: int
    key: str


@dataclass(frozen=True, slots=True)
class PromotionUndone:
    """To the organisers: `by` took a promotion back."""

    person_id: int
    ballot_id: int
    by: int


@dataclass(frozen=True, slots=True)
class Scraping:
    """Somebody looks at many members without recording anything."""

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
    """Somebody who is no organiser has added the bot to a group."""


@dataclass(frozen=True, slots=True)
class StrangerInGroup:
    """Somebody who is not of the team has joined the linked group."""

    name: str


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """Telegram did not confirm that somebody is in the group, so they got no card."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Somebody has blocked the bot; the members they held were released."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class TypeNumber:
    """Ask for this person's own membership number, to be typed next."""

    person_id: int
    ballot_id: int


@dataclass(frozen=True, slots=True)
class NumberLinked:
    """An organiser gave this person's own number; `listed`: it is on the list."""

    person_id: int
    ballot_id: int
    listed: bool


@dataclass(frozen=True, slots=True)
class GroupSilent:
    """To the organisers: the bot cannot write in the ballot's group any more.

    `removed`: it is no longer in it; else it may not write there.
    """

    ballot_id: int
    removed: bool


@dataclass(frozen=True, slots=True)
class CannotSee(Public):
    """To the group, once: what the bot cannot do without the right to delete."""


AboutOne = (
    NewOwner
    | CapReached
    | Scraping
    | Allowed
    | Unconfirmed
    | Unreachable
    | TypeNumber
    | NumberLinked
)
"""Endings that show the name of one person."""
Plain = HowTo | Revoked | Agreed | AddedByStranger | StrangerInGroup | CannotSee
"""Endings that need nothing looked up."""
AboutPromotion = Promoted | PromotionUndone
"""Endings that show who made whom an organiser, or took that back."""
Ending = (
    Plain
    | AboutOne
    | AboutPromotion
    | GroupSilent
    | WaitingRoom
    | Invited
    | AdvocateSheet
    | Team
    | OnePerson
    | Setup
)
