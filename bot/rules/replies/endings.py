"""Endings of typed words: asked about, kept out, offered, passed on, found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskWhich:
    """Words about a shut card that could mean several things: which?"""

    key: str
    member_id: int
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskSeveral:
    """What would be recorded for whom, behind one tap; the panel holds it."""

    key: str


@dataclass(frozen=True, slots=True)
class SeveralRecorded:
    """Recorded for all who were named."""


@dataclass(frozen=True, slots=True)
class SayOtherwise:
    """None of the readings: say it in other words."""


@dataclass(frozen=True, slots=True)
class WordsNotKept:
    """The words hold what is never stored; `why` are codes of `drafts.Refused`."""

    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferDetails:
    """A new number or address was named: one tap changes it."""

    key: str
    member_id: int


@dataclass(frozen=True, slots=True)
class DetailsSettled:
    """The new number or address counts, or the old one stays."""

    changed: bool


@dataclass(frozen=True, slots=True)
class AddressNotKept:
    """A new postal address was named: the member tells the union."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """Words about somebody were passed on; `why` some of them were not kept."""

    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotFound:
    """Nobody is called so; `anyone`: among everybody in the ballot."""

    anyone: bool


@dataclass(frozen=True, slots=True)
class WordsEdited:
    """Words that were recorded have been edited; `key`: of the buttons that undo it."""

    contact_id: int
    member_id: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class WordsForwarded:
    """Somebody else's words were forwarded: nothing is recorded."""


@dataclass(frozen=True, slots=True)
class TypeMore:
    """A command needs more words; `command` is its name."""

    command: str


@dataclass(frozen=True, slots=True)
class AskedAgain:
    """Words that do not answer what the card asks: asked again, same buttons."""

    card_id: int


@dataclass(frozen=True, slots=True)
class AskBox:
    """Words typed for a box read as a report on the open card: which are they?"""

    key: str
    member_id: int
    box: str


@dataclass(frozen=True, slots=True)
class OfferNext:
    """Another member was wished for; `who` and `member_id`: one is still open."""

    key: str
    who: str
    member_id: int | None


@dataclass(frozen=True, slots=True)
class Script:
    """What to say now: for a card, or in this phase of the ballot."""

    ballot_id: int
    card_id: int | None = None


Plain = (
    SayOtherwise
    | WordsNotKept
    | DetailsSettled
    | AddressNotKept
    | PassedOn
    | NotFound
    | WordsForwarded
    | TypeMore
)
"""Show nothing more than they hold themselves."""
Ending = (
    Plain
    | AskWhich
    | AskSeveral
    | SeveralRecorded
    | OfferDetails
    | AskedAgain
    | AskBox
    | OfferNext
    | Script
    | WordsEdited
)
