"""A member as the bot knows them: who, how to reach them, what was said and is due."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TypedDict

from bot.rules.outcomes import Channel, Outcome

BY_PREFERENCE = (
    Channel.MOBILE,
    Channel.PHONE,
    Channel.PERSONAL_EMAIL,
    Channel.WORK_EMAIL,
)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a member: the channel and its number or address."""

    channel: Channel
    value: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody entitled to vote. Instants are aware; `promise_day` is the ballot's."""

    id: int
    ballot_id: int
    membership_number: str | None = None
    first_name: str = ""
    last_name: str = ""
    preferred_name: str | None = None
    mobile: str | None = None
    phone: str | None = None
    personal_email: str | None = None
    work_email: str | None = None
    workplace: str | None = None
    job_grade: str | None = None
    assigned_to: str | None = None
    notes: str = ""
    do_not_contact: bool = False
    extra: dict[str, object] = field(default_factory=dict)
    import_status: str = "unknown"
    import_status_on: dt.date | None = None
    missing_since: dt.datetime | None = None
    touched: frozenset[str] = frozenset()
    outcome: Outcome | None = None
    outcome_at: dt.datetime | None = None
    source: str | None = None
    out_reason: str | None = None
    paused_until: dt.datetime | None = None
    tries: int = 0
    contacts: int = 0
    last_channel: str | None = None
    dead_channels: frozenset[Channel] = frozenset()
    limits: frozenset[str] = frozenset()
    promise_day: dt.date | None = None
    promise_where: str | None = None
    promise_after: str | None = None
    promised_at: dt.datetime | None = None
    requested_at: dt.datetime | None = None
    offers_help: bool = False
    pinned: str | None = None
    band: int | None = None
    due_at: dt.datetime | None = None
    kept_for: int | None = None
    kept_until: dt.datetime | None = None
    holder: int | None = None
    lease_until: dt.datetime | None = None
    waiting: bool = False

    @property
    def full_name(self) -> str:
        """First and last name, or the membership number where there is no name."""
        name = " ".join(part for part in (self.first_name, self.last_name) if part)
        return name or self.membership_number or "?"

    @property
    def called(self) -> str:
        """The name as they like it."""
        return self.preferred_name or self.first_name or self.full_name

    @property
    def initials(self) -> str:
        """For messages that stay after the card has gone: "S.P."."""
        return "".join(f"{word[0].upper()}." for word in self.full_name.split()[:3])

    def is_held(self, now: dt.datetime) -> bool:
        """Whether somebody holds them whose lease has not lapsed."""
        return self.lease_until is not None and self.lease_until > now

    def ways(self) -> tuple[Way, ...]:
        """List the ways that still work, best first; work e-mail comes last."""
        pairs = ((channel, getattr(self, channel.value)) for channel in BY_PREFERENCE)
        return tuple(
            Way(channel, value)
            for channel, value in pairs
            if value and channel not in self.dead_channels
        )

    def in_turn(self) -> tuple[Way, ...]:
        """List the same ways, that to try next first: after silence another channel."""
        ways = self.ways()
        tried = [way.channel for way in ways]
        if not self.tries or self.last_channel not in tried:
            return ways
        after = tried.index(Channel(self.last_channel)) + 1
        return ways[after:] + ways[:after]


class Fields(TypedDict, total=False):
    """Fields of a member that people and lists tell or change; claims keep the rest."""

    membership_number: str | None
    first_name: str
    last_name: str
    preferred_name: str | None
    mobile: str | None
    phone: str | None
    personal_email: str | None
    work_email: str | None
    workplace: str | None
    job_grade: str | None
    assigned_to: str | None
    notes: str
    do_not_contact: bool
    extra: dict[str, object]
    import_status: str
    import_status_on: dt.date | None
    missing_since: dt.datetime | None
    touched: frozenset[str]
    outcome: Outcome | None
    outcome_at: dt.datetime | None
    source: str | None
    out_reason: str | None
    paused_until: dt.datetime | None
    tries: int
    contacts: int
    last_channel: str | None
    dead_channels: frozenset[Channel]
    limits: frozenset[str]
    promise_day: dt.date | None
    promise_where: str | None
    promise_after: str | None
    promised_at: dt.datetime | None
    requested_at: dt.datetime | None
    offers_help: bool
    pinned: str | None
    band: int | None
    due_at: dt.datetime | None
    kept_for: int | None
    kept_until: dt.datetime | None


def masked(member: Member) -> Member:
    """Only initials and the membership number: details stay in the union's system."""
    return replace(
        member,
        first_name=_initial(member.first_name),
        last_name=_initial(member.last_name),
        preferred_name=None,
        mobile=None,
        phone=None,
        personal_email=None,
        work_email=None,
        workplace=None,
        job_grade=None,
        notes="",
        extra={},
        promise_where=None,
        promise_after=None,
    )


def _initial(name: str) -> str:
    return f"{name[0].upper()}." if name else ""
