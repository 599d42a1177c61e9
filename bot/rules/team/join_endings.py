"""Endings of coming in: start, help, the promise, the group that is linked."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class Welcome:
    """What this is and what this person may do next; buttons of the ballots in hand."""

    role: str
    ballot_id: int | None = None
    key: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferLink(Public):
    """In a group: link it to one of these ballots."""

    key: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Linked(Public):
    """The group belongs to this ballot now."""

    ballot_id: int
    can_delete: bool
    bot_name: str = ""
    join_key: str = ""


@dataclass(frozen=True, slots=True)
class Help(Public):
    """What this person may do, here."""

    commands: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class AskToJoin(Public):
    """In the group: open the private chat and ask to join."""

    bot_name: str
    join_key: str


@dataclass(frozen=True, slots=True)
class OpenPrivate(Public):
    """In the group: something waits in the private chat."""

    bot_name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The organisers have been asked; `again`: they had been before."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """An invitation that cannot be used (any more)."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The organisers did not let them in."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The promise of confidentiality, to be given before the first card."""

    key: str
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """The promise was given; the code that freezes their cards from any account."""

    person_id: int
    at: str


@dataclass(frozen=True, slots=True)
class AskOwnNumber:
    """Their own membership number, if they like."""

    key: str


@dataclass(frozen=True, slots=True)
class OwnNumberKept:
    """The number was kept as a hash; have they posted their own paper?"""

    key: str


@dataclass(frozen=True, slots=True)
class Ready:
    """All is settled; `key` of the button for the next member."""

    key: str
    posted: bool = False


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """What somebody is now, told to them."""

    role: str
    ballot_id: int


InGroup = OfferLink | Linked | AskToJoin | OpenPrivate
"""Are said in a group, and show nothing more than they hold themselves."""
InPrivate = (
    Welcome
    | Help
    | Asked
    | CodeRefused
    | Declined
    | Promise
    | AskOwnNumber
    | OwnNumberKept
    | Ready
)
"""The same in private."""
Ending = InGroup | InPrivate | Promised | RoleChanged
