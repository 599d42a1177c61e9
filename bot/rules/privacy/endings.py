"""Endings of guarding members' data: freeze, leaks, close and purge."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class Frozen(Public):
    """Cards are frozen; `whose`: all, or one person's by id."""

    whose: int | None = None


@dataclass(frozen=True, slots=True)
class FrozenBy:
    """To the organisers: somebody froze everything, or one person."""

    ballot_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Unfrozen:
    """Cards are given again."""

    whose: int | None = None


@dataclass(frozen=True, slots=True)
class WhoIsThat:
    """No one of the team, or several, have that name."""


@dataclass(frozen=True, slots=True)
class YouNamedSomebody:
    """To the sender: a group message looks like a member's name or number."""

    can_delete: bool


@dataclass(frozen=True, slots=True)
class LeakSeen:
    """To an organiser: a group message looks like it; *Delete* where that may be."""

    key: str
    can_delete: bool


@dataclass(frozen=True, slots=True)
class LeakDeleted:
    """The message is gone."""


@dataclass(frozen=True, slots=True)
class CloseAsked:
    """End the ballot now? Nothing is done before the tap."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """The ballot has closed; when its members are purged and what has not left yet."""

    ballot_id: int


@dataclass(frozen=True, slots=True)
class PurgeAsked:
    """Erase all members of the ballot now? Nothing is done before the tap."""

    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class SecondAsked:
    """To the other organisers: somebody asks to export everything, or to purge."""

    ballot_id: int
    person_id: int
    what: str
    key: str


@dataclass(frozen=True, slots=True)
class SecondWaits:
    """To whoever asked: another organiser has to agree first."""

    what: str


@dataclass(frozen=True, slots=True)
class SecondSaid:
    """What the other organiser said, to both."""

    ballot_id: int
    person_id: int
    what: str
    agreed: bool


@dataclass(frozen=True, slots=True)
class Purged:
    """Member data is gone; totals stay."""

    ballot_id: int


Plain = WhoIsThat | YouNamedSomebody | LeakSeen | LeakDeleted | SecondWaits
"""Show nothing more than they hold themselves."""
Ending = (
    Plain
    | Frozen
    | FrozenBy
    | Unfrozen
    | CloseAsked
    | PurgeAsked
    | SecondAsked
    | SecondSaid
    | BallotClosed
    | Purged
)
