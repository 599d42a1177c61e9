"""A member: details, contact methods, the last outcome, the place in the queue."""

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
class ContactMethod:
    """A channel and its number or address."""

    channel: Channel
    value: str


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody entitled to vote.

    Times carry their zone; `promise_day` is a day of the ballot's zone.
    """

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
        """The first and last name, or the membership number where there is no name."""
        name = " ".join(part for part in (self.first_name, self.last_name) if part)
        return name or self.membership_number or "?"

    @property
    def known_as(self) -> str:
        """The name to address them by."""
        return self.preferred_name or self.first_name or self.full_name

    @property
    def initials(self) -> str:
        """Initials such as "S.P.", for messages that outlast the card."""
        return "".join(f"{word[0].upper()}." for word in self.full_name.split()[:3])

    @property
    def number_channel(self) -> Channel:
        """The channel of the number they are rung on."""
        return Channel.MOBILE if self.mobile else Channel.PHONE

    @property
    def number(self) -> str | None:
        """The number they are rung on, if it works: a household has one."""
        dead = self.number_channel in self.dead_channels
        return None if dead else self.mobile or self.phone

    def is_held(self, now: dt.datetime) -> bool:
        """Whether somebody holds them under a lease that has not lapsed."""
        return self.lease_until is not None and self.lease_until > now

    def contact_methods(self) -> tuple[ContactMethod, ...]:
        """List the numbers and addresses that still work; work e-mail comes last."""
        pairs = ((channel, getattr(self, channel.value)) for channel in BY_PREFERENCE)
        return tuple(
            ContactMethod(channel, value)
            for channel, value in pairs
            if value and channel not in self.dead_channels
        )

    def methods_to_try(self) -> tuple[ContactMethod, ...]:
        """List them from the one to try next: after no answer the next channel."""
        methods = self.contact_methods()
        channels = [method.channel for method in methods]
        if not self.tries or self.last_channel not in channels:
            return methods
        after = channels.index(Channel(self.last_channel)) + 1
        return methods[after:] + methods[:after]


class Fields(TypedDict, total=False):
    """The fields that people and lists may change; claims change the others."""

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
    """Reduce a member to initials, membership number and what the queue needs."""
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
