"""What organisers, or the holder of a card, are told at once, in private."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two people were told different things of one member; the log keeps both."""

    contact_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An organiser said which of two words stands."""

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
