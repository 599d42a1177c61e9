"""Endings of an advocate's work: the next member, what was said, what is held."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class Handed:
    """A card of a member just claimed; `again`: it was open already."""

    card_id: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class NobodyDue:
    """Nobody can be given now: how many wait, until when, and for what.

    Without a list there is nobody to wait for.
    """

    ballot_id: int
    waiting: int
    next_due: dt.datetime | None
    with_others: int
    with_organiser: int
    listed: bool = True


@dataclass(frozen=True, slots=True)
class NoCards:
    """The phase gives no cards: the ballot has closed, or it is too late or early."""

    phase: str


@dataclass(frozen=True, slots=True)
class OverCap:
    """A limit was reached: open, hour or day."""

    cap: str
    limit: int


@dataclass(frozen=True, slots=True)
class CardClosed:
    """A card is done with: what stands in its place, with Undo where that can be."""

    card_id: int
    how: str
    outcome: str | None = None
    contact_id: int | None = None


@dataclass(frozen=True, slots=True)
class CardAsks:
    """The card asks something further: when, why, more outcomes, which meaning."""

    card_id: int


@dataclass(frozen=True, slots=True)
class CardBelow:
    """What a card says now, below what was typed: the card is out of sight there."""

    card_id: int
    late: bool = False
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """What was recorded, said in the private chat."""

    contact_id: int
    late: bool = False
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class AskWho:
    """Words that could be about several members; nothing is saved before the tap.

    `fix`: no words yet, the tap opens the card.
    """

    key: str
    member_ids: tuple[int, ...]
    fix: bool = False


@dataclass(frozen=True, slots=True)
class NothingHeld:
    """There is no open card and nobody held lately: /next gives one."""


@dataclass(frozen=True, slots=True)
class Undone:
    """The last contact was taken back; the member is as before."""

    contact_id: int


@dataclass(frozen=True, slots=True)
class NothingToUndo:
    """There is nothing (any more) that can be taken back."""

    why: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What this advocate holds, waits for and keeps; `keys` open each of them."""

    person_id: int
    ballot_id: int
    key: str


@dataclass(frozen=True, slots=True)
class InPrivate(Public):
    """In the group: it is in your private chat. Removed again after a moment."""


@dataclass(frozen=True, slots=True)
class PressStart(Public):
    """In the group: open the private chat first (a bot cannot write first)."""

    bot_name: str


@dataclass(frozen=True, slots=True)
class NotAReport:
    """Words that are no report on a member; nothing is recorded."""


OfCard = Handed | CardClosed | CardAsks | CardBelow
Plain = (
    NoCards
    | OverCap
    | NothingHeld
    | Undone
    | NothingToUndo
    | InPrivate
    | PressStart
    | NotAReport
)
"""Show nothing more than they hold themselves."""
Ending = Plain | OfCard | NobodyDue | Noted | AskWho | Mine
