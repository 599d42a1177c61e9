"""Claims, cards, contacts and cases: the history of the work."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables import columns


class ClaimRow(SQLModel, table=True):
    """The history of claims; at most one open claim per member, by construction."""

    __tablename__ = "claim"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
    member_id: int = columns.ref("member.id", index=True)
    person_id: int = columns.ref("person.id")
    taken_at: dt.datetime = columns.at(null=False)
    reason: str = ""
    ended_at: dt.datetime | None = columns.at()
    ending: str | None = None

    __table_args__ = (
        Index(
            "uq_claim_open",
            "member_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
        ),
        Index("ix_claim_person", "person_id", "taken_at"),
    )


class CardRow(SQLModel, table=True):
    """The private message that shows a claimed member; its key is in its buttons."""

    __tablename__ = "card"
    id: int = columns.key()
    claim_id: int = columns.ref("claim.id", index=True)
    ballot_id: int = columns.ref("ballot.id")
    member_id: int = columns.ref("member.id", index=True)
    person_id: int = columns.ref("person.id", index=True)
    key: str = Field(unique=True)
    opened_at: dt.datetime = columns.at(null=False)
    message_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    shown_at: dt.datetime | None = columns.at()
    closed_at: dt.datetime | None = columns.at()
    deleted_at: dt.datetime | None = columns.at()
    asking: dict[str, Any] = columns.json_()

    __table_args__ = (
        Index(
            "ix_card_open",
            "claim_id",
            sqlite_where=text("closed_at IS NULL"),
        ),
        Index(
            "ix_card_undeleted",
            "shown_at",
            sqlite_where=text("deleted_at IS NULL"),
        ),
    )


class ContactRow(SQLModel, table=True):
    """One logged attempt with its outcome. Rows are only ever added (by trigger)."""

    __tablename__ = "contact"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
    member_id: int = columns.ref("member.id", index=True)
    person_id: int | None = columns.ref("person.id", null=True)
    by_name: str | None = None
    at: dt.datetime = columns.at(null=False)
    recorded_at: dt.datetime = columns.at(null=False)
    outcome: str
    # Where the member stood before.
    standing: str = "untouched"
    also: str = ""
    method: str | None = None
    words: str = columns.words()
    source: str = "member"
    claim_id: int | None = columns.ref("claim.id", null=True)
    update_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    # The message whose words were recorded, in the chat of the person.
    message_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    undoes: int | None = columns.ref("contact.id", null=True)
    late: bool = False
    conflict: bool = False
    before: dict[str, Any] = columns.json_()

    __table_args__ = (
        UniqueConstraint("undoes"),
        Index("ix_contact_person", "person_id", "recorded_at"),
        Index(
            "ix_contact_claim",
            "claim_id",
            sqlite_where=text("claim_id IS NOT NULL"),
        ),
    )


class CaseRow(SQLModel, table=True):
    """A member's question or complaint."""

    __tablename__ = "member_case"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id", index=True)
    member_id: int | None = columns.ref("member.id", null=True, index=True)
    kind: str
    words: str = columns.words()
    opened_at: dt.datetime = columns.at(null=False)
    opened_by: int | None = columns.ref("person.id", null=True)
    owner: int | None = columns.ref("person.id", null=True)
    reply_by: dt.datetime = columns.at(null=False)
    # When it is next overdue enough to be said; null: at its reply-by time.
    nudge_at: dt.datetime | None = columns.at()
    answered_at: dt.datetime | None = columns.at()
    answer: str = columns.words()
    closed_at: dt.datetime | None = columns.at()
    # Until then who asked may take a ready answer; organisers are told afterwards.
    offered_until: dt.datetime | None = columns.at()
    reopened_at: dt.datetime | None = columns.at()

    __table_args__ = (
        Index(
            "ix_case_offered",
            "offered_until",
            sqlite_where=text("offered_until IS NOT NULL"),
        ),
        Index(
            "ix_case_overdue",
            text("coalesce(nudge_at, reply_by)"),
            sqlite_where=text("answered_at IS NULL AND closed_at IS NULL"),
        ),
    )


class PolicyChangeRow(SQLModel, table=True):
    """What organisers changed of a policy in the chat; it lies over the file."""

    __tablename__ = "policy_change"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
    kind: str
    name: str
    value: str = columns.words()

    __table_args__ = (UniqueConstraint("ballot_id", "kind", "name"),)


class AskedRow(SQLModel, table=True):
    """An advocate was asked whether they know a member nobody can reach."""

    __tablename__ = "asked"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
    member_id: int = columns.ref("member.id", index=True)
    person_id: int = columns.ref("person.id", index=True)
    at: dt.datetime = columns.at(null=False)
    # Null while they have not answered.
    knows: bool | None = None
    ended_at: dt.datetime | None = columns.at()

    __table_args__ = (
        Index(
            "ix_asked_unanswered",
            "at",
            sqlite_where=text("ended_at IS NULL"),
        ),
    )


class TellingRow(SQLModel, table=True):
    """What somebody passed on about a member they named, until it is matched."""

    __tablename__ = "telling"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id", index=True)
    person_id: int = columns.ref("person.id")
    at: dt.datetime = columns.at(null=False)
    name: str = columns.words()
    draft: dict[str, Any] = columns.json_()
    settled_at: dt.datetime | None = columns.at()
    member_id: int | None = columns.ref("member.id", null=True)

    __table_args__ = (
        Index(
            "ix_telling_member",
            "member_id",
            sqlite_where=text("member_id IS NOT NULL"),
        ),
    )
