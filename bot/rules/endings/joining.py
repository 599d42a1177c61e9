"""Endings of coming in: start, roles, groups, refusals."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Welcome:
    """What this is and what this person may do next."""

    role: str
    ballot_id: int | None = None


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """A polite no, with the reason as a code."""

    why: str


@dataclass(frozen=True, slots=True)
class OfferLink:
    """In a group: link it to one of these ballots."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """The group belongs to this ballot now."""

    ballot_id: int
    can_delete: bool


@dataclass(frozen=True, slots=True)
class Help:
    """What this person may do, here."""

    commands: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A command nobody knows."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press was taken in; there is nothing to say about it."""


@dataclass(frozen=True, slots=True)
class NotSavedYet:
    """The disk is full or the like: kept trying."""


@dataclass(frozen=True, slots=True)
class SendAgain:
    """An update was set aside: the person should send it again."""


@dataclass(frozen=True, slots=True)
class WasAway:
    """The bot did not hear Telegram for more than 23 hours (P3)."""


Ending = (
    Welcome
    | NotAllowed
    | OfferLink
    | Linked
    | Help
    | Unknown
    | Pressed
    | NotSavedYet
    | SendAgain
    | WasAway
)
