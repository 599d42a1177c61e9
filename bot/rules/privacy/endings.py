"""Endings of protecting members' data: freeze, leaks, close and purge."""

from dataclasses import dataclass

from bot.rules.public import Public

ALL, ME = "all", "me"
"""Whose cards `/freeze` asks about, as its button says it."""


@dataclass(frozen=True, slots=True)
class FreezeAsked:
    """Freeze all cards, or the person's own? Waits for the button."""

    key: str
    whose: str


@dataclass(frozen=True, slots=True)
class Frozen(Public):
    """Cards are frozen: those of the person `whose`, or everybody's if None."""

    whose: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenBy:
    """To the organisers: `by`, or a code, froze all cards or one person's."""

    ballot_id: int
    person_id: int | None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class Unfrozen:
    """Cards are handed out again, to `whose` or to everybody."""

    whose: int | None = None


@dataclass(frozen=True, slots=True)
class UnfrozenBy:
    """To the organisers: `by` gives cards again, to one person or to everybody."""

    ballot_id: int
    person_id: int | None
    by: int | None = None


@dataclass(frozen=True, slots=True)
class WhoIsThat:
    """Nobody of the team has that name."""


@dataclass(frozen=True, slots=True)
class WhichPerson:
    """Several of the team have that name: a button for each."""

    ballot_id: int
    people: tuple[int, ...]
    does: str
    key: str


@dataclass(frozen=True, slots=True)
class YouNamedSomebody:
    """To the sender: your group message seems to name a member."""

    can_delete: bool


@dataclass(frozen=True, slots=True)
class LeakSeen:
    """To an organiser: a group message seems to name a member; delete it?"""

    key: str
    can_delete: bool


@dataclass(frozen=True, slots=True)
class ListInGroup(Public):
    """In the group: a list was sent there; lists go to the private chat."""

    bot_name: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class ListLeaked:
    """To an organiser: a list was sent into the group."""

    deleted: bool


@dataclass(frozen=True, slots=True)
class LeakDeleted:
    """The group message is deleted."""


@dataclass(frozen=True, slots=True)
class CloseAsked:
    """Close the ballot now? Waits for the button."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """The ballot has closed; says when members are purged and what is unfinished."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class BallotOpenedAgain:
    """A clock that ran ahead had closed the ballot; it goes on."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class PurgeAsked:
    """Erase all members of the ballot now? Waits for the button."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class SecondAsked:
    """To the other organisers: somebody wants to export everything, or to purge."""

    ballot_id: int
    person_id: int
    what: str
    key: str


@dataclass(frozen=True, slots=True)
class SecondWaits:
    """To whoever asked: another organiser must agree first."""

    what: str


@dataclass(frozen=True, slots=True)
class SecondSaid:
    """To both organisers: whether the other one agreed."""

    ballot_id: int
    person_id: int
    what: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Purged:
    """Member data is erased; totals stay."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class NightFaults:
    """To organisers: the kinds of fault that the nightly check has found anew."""

    kinds: tuple[str, ...]


Plain = (
    FreezeAsked
    | WhoIsThat
    | YouNamedSomebody
    | LeakSeen
    | LeakDeleted
    | ListInGroup
    | ListLeaked
    | SecondWaits
    | NightFaults
)
"""Endings that need nothing looked up."""
Ending = (
    Plain
    | WhichPerson
    | Frozen
    | FrozenBy
    | Unfrozen
    | UnfrozenBy
    | CloseAsked
    | PurgeAsked
    | SecondAsked
    | SecondSaid
    | BallotClosed
    | BallotOpenedAgain
    | Purged
)
