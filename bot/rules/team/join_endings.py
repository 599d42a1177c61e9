"""Endings of joining: start, help, the promise, linking a group."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class Welcome:
    """What the bot is and what this person may do next; a button for each ballot."""

    role: str
    ballot_id: int | None = None
    key: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferLink(Public):
    """To a group: link it to one of these ballots."""

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
    """The commands this person may use here."""

    commands: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class AskToJoin(Public):
    """To the group: open the private chat and ask to join."""

    bot_name: str
    join_key: str


@dataclass(frozen=True, slots=True)
class OpenPrivate(Public):
    """To the group: something waits in the private chat."""

    bot_name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The organisers were asked to let them in; `again`: not for the first time."""

    again: bool = False


@dataclass(frozen=True, slots=True)
class CodeRefused:
    """The invitation is not valid, or not any more; `owner`: the owner's code."""

    owner: bool = False


@dataclass(frozen=True, slots=True)
class Declined:
    """The organisers did not let them in."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Ask for the promise of confidentiality, before the first card."""

    key: str
    approved: bool = False


@dataclass(frozen=True, slots=True)
class Promised:
    """The promise was given; shows the code that freezes their cards."""

    person_id: int
    at: str


@dataclass(frozen=True, slots=True)
class NewFreezeCode:
    """To somebody unfrozen: the code that freezes their cards from now on."""

    person_id: int
    at: str


@dataclass(frozen=True, slots=True)
class AskOwnNumber:
    """Ask for their own membership number, which they may skip."""

    key: str


@dataclass(frozen=True, slots=True)
class OwnNumberKept:
    """The number is stored as a hash; have they posted their own paper?"""

    key: str


@dataclass(frozen=True, slots=True)
class Ready:
    """Joining is complete; `key` is of the button for the next member.

    `asked`: whether their row is meant, the organisers were asked first.
    """

    key: str
    posted: bool = False
    asked: bool = False


@dataclass(frozen=True, slots=True)
class RoleChanged:
    """To somebody: your role has changed."""

    role: str
    ballot_id: int


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """`/language`: the languages there are, and which of them is the reader's."""

    key: str


InGroup = OfferLink | Linked | AskToJoin | OpenPrivate
"""Endings for a group that need nothing looked up."""
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
"""Endings for a private chat that need nothing looked up."""
Ending = InGroup | InPrivate | ChooseLanguage | Promised | NewFreezeCode | RoleChanged
