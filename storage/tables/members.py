"""Members of a ballot, and those not to be given to a person."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

from storage.tables import columns
from storage.types import RowId


class MemberRow(SQLModel, table=True):
    """Somebody entitled to vote: who, how to reach them, what was said, what is due."""

    __tablename__ = "member"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
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
    notes: str = columns.words()
    do_not_contact: bool = False
    extra: dict[str, Any] = columns.json_()
    import_status: str = "unknown"
    import_status_on: dt.date | None = None
    missing_since: dt.datetime | None = columns.at()
    # Fields that people changed in the bot: no list overwrites them.
    touched: str = ""

    outcome: str | None = None
    outcome_at: dt.datetime | None = columns.at()
    source: str | None = None
    standing: str = "untouched"
    out_reason: str | None = None
    paused_until: dt.datetime | None = columns.at()
    tries: int = 0
    contacts: int = 0
    last_channel: str | None = None
    dead_channels: str = ""
    limits: str = ""
    # One of the limits on its own, for the claim's probe; `members.change` keeps it.
    evenings: bool = False
    promise_day: dt.date | None = None
    promise_where: str | None = None
    promise_after: str | None = None
    promised_at: dt.datetime | None = columns.at()
    requested_at: dt.datetime | None = columns.at()
    offers_help: bool = False
    # Band and due time without the pin; read while the band is a pin's.
    pinned: str | None = None

    band: int | None = None
    due_at: dt.datetime | None = columns.at()
    kept_for: int | None = columns.ref("person.id", null=True)
    kept_until: dt.datetime | None = columns.at()
    # Whether the nudge for this due time is planned; `members.change` takes it back.
    nudged: bool = False
    holder: int | None = columns.ref("person.id", null=True)
    lease_until: dt.datetime | None = columns.at()
    waiting: bool = False

    __table_args__ = (
        UniqueConstraint("ballot_id", "membership_number"),
        CheckConstraint(
            "(holder IS NULL) = (lease_until IS NULL)", name="held_has_lease"
        ),
        CheckConstraint("(band IS NULL) = (due_at IS NULL)", name="band_has_due"),
        # The claim's probes: what anybody may take, what one person keeps.
        Index(
            "ix_member_free",
            "ballot_id",
            "band",
            "due_at",
            sqlite_where=text("holder IS NULL AND kept_for IS NULL"),
        ),
        Index(
            "ix_member_free_workplace",
            "ballot_id",
            "workplace",
            "band",
            "due_at",
            sqlite_where=text("holder IS NULL AND kept_for IS NULL"),
        ),
        Index(
            "ix_member_kept",
            "kept_for",
            "ballot_id",
            "band",
            "due_at",
            sqlite_where=text("holder IS NULL AND kept_for IS NOT NULL"),
        ),
        Index(
            "ix_member_kept_until",
            "ballot_id",
            "kept_until",
            sqlite_where=text("holder IS NULL AND kept_for IS NOT NULL"),
        ),
        Index(
            "ix_member_held",
            "ballot_id",
            "lease_until",
            sqlite_where=text("holder IS NOT NULL"),
        ),
        Index(
            "ix_member_holder",
            "holder",
            sqlite_where=text("holder IS NOT NULL"),
        ),
        # What the tick looks for, over all ballots.
        Index(
            "ix_member_lapsing",
            "lease_until",
            sqlite_where=text("holder IS NOT NULL"),
        ),
        Index(
            "ix_member_ripe",
            "due_at",
            sqlite_where=text("kept_for IS NOT NULL AND NOT nudged"),
        ),
        Index(
            "ix_member_unkept",
            "kept_until",
            sqlite_where=text("holder IS NULL AND kept_for IS NOT NULL"),
        ),
        # Whom advocates of their workplace are asked about.
        Index(
            "ix_member_unreachable",
            "ballot_id",
            "workplace",
            sqlite_where=text("out_reason = 'no working channel'"),
        ),
        # Who may get new tries in a new phase.
        Index(
            "ix_member_tried_out",
            "ballot_id",
            "outcome_at",
            sqlite_where=text("out_reason = 'no answer after all tries'"),
        ),
        # Who is rung on one number, and who holds them.
        Index(
            "ix_member_number", "ballot_id", text("coalesce(mobile, phone)"), "holder"
        ),
        Index("ix_member_standing", "ballot_id", "standing"),
        Index("ix_member_last_name", "ballot_id", "last_name"),
    )


class SkipRow(SQLModel, table=True):
    """A member not to be given to this person until then."""

    __tablename__ = "skip"
    member_id: int = Field(
        sa_column=Column(RowId, ForeignKey("member.id"), primary_key=True)
    )
    person_id: int = Field(
        sa_column=Column(RowId, ForeignKey("person.id"), primary_key=True)
    )
    until: dt.datetime = columns.at(null=False)
    reason: str
