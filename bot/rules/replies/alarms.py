"""Urgent private messages to organisers, or to the holder of a card."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two contacts with one member disagree; the log keeps both."""

    contact_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An organiser chose which of two outcomes counts."""

    member_id: int


@dataclass(frozen=True, slots=True)
class MemberAlarm:
    """Something about one member needs an organiser; `what` is a step's alarm."""

    member_id: int
    what: str


@dataclass(frozen=True, slots=True)
class Stop:
    """To the holder of a card: do not contact this member any more."""

    card_id: int
    why: str


Ending = Conflict | Settled | MemberAlarm | Stop
