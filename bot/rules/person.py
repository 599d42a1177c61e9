"""People who use the bot, and their role in a ballot."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.arrivals import PrivateChat


class Role(StrEnum):
    """What a person may do in one ballot."""

    OUTSIDER = "outsider"
    PENDING = "pending"
    ADVOCATE = "advocate"
    ORGANISER = "organiser"
    OWNER = "owner"
    SUSPENDED = "suspended"
    GONE = "gone"


class State(StrEnum):
    """Whether a person may act at all, whatever their role (S4)."""

    ACTIVE = "active"
    FROZEN = "frozen"
    SUSPENDED = "suspended"
    LEFT = "left"
    BLOCKED = "blocked"


WORKING = frozenset({Role.ADVOCATE, Role.ORGANISER, Role.OWNER})
ORGANISING = frozenset({Role.ORGANISER, Role.OWNER})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the bot, with their role and choices in the current ballot."""

    id: int
    telegram_id: PrivateChat
    name: str
    started: bool = False
    blocked_at: dt.datetime | None = None
    ballot_id: int | None = None
    role: Role = Role.OUTSIDER
    since: dt.datetime | None = None
    promised_at: dt.datetime | None = None
    active_at: dt.datetime | None = None
    away_until: dt.datetime | None = None
    frozen_at: dt.datetime | None = None
    muted: bool = False
    workplace: str | None = None
    allowed_more: int = 0
    own_member_id: int | None = None
    in_group: bool | None = None
    seen_in_group_at: dt.datetime | None = None
    group_id: int | None = None
    owner: bool = False
    practised_at: dt.datetime | None = None
    language: str | None = None
    """A code such as "cy"; None: English, until Telegram or they say another."""
    awaiting: str | None = None
    own_hash: str | None = None
    allowed_at: dt.datetime | None = None
    practises: bool = False
    """Whether a scene of practice goes on; known of who acts."""

    @property
    def state(self) -> State:
        """Whether this person may act; of several the one hardest to lift."""
        if self.role is Role.SUSPENDED:
            return State.SUSPENDED
        if self.role is Role.GONE:
            return State.LEFT
        if self.frozen_at is not None:
            return State.FROZEN
        return State.ACTIVE if self.blocked_at is None else State.BLOCKED

    @property
    def works(self) -> bool:
        """Whether this person may hold members."""
        return self.role in WORKING and self.frozen_at is None

    @property
    def organises(self) -> bool:
        """Whether this person is an organiser or the owner."""
        return self.role in ORGANISING and self.frozen_at is None
