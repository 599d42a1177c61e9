"""People of the chat, their roles, and what they saw and did."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, text
from sqlmodel import Field, SQLModel

from storage.tables import columns
from storage.types import RowId


class PersonRow(SQLModel, table=True):
    """A person of the chat: an advocate, an organiser or somebody who asked to join."""

    __tablename__ = "person"
    id: int = columns.key()
    telegram_id: int = Field(sa_column=Column(BigInteger, nullable=False, unique=True))
    name: str
    started: bool = False
    blocked_at: dt.datetime | None = columns.at()
    ballot_id: int | None = columns.ref("ballot.id", null=True)
    freeze_hash: str | None = Field(default=None, index=True)
    owner: bool = False
    practised_at: dt.datetime | None = columns.at()
    language: str | None = None


class RoleRow(SQLModel, table=True):
    """A person's role in one ballot, with their preferences there."""

    __tablename__ = "role"
    person_id: int = Field(
        sa_column=Column(RowId, ForeignKey("person.id"), primary_key=True)
    )
    ballot_id: int = Field(
        sa_column=Column(RowId, ForeignKey("ballot.id"), primary_key=True, index=True)
    )
    role: str
    since: dt.datetime = columns.at(null=False)
    promised_at: dt.datetime | None = columns.at()
    active_at: dt.datetime | None = columns.at()
    seen_in_group_at: dt.datetime | None = columns.at()
    in_group: bool | None = None
    group_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    awaiting: str | None = None
    own_hash: str | None = None
    allowed_at: dt.datetime | None = columns.at()
    away_until: dt.datetime | None = columns.at()
    frozen_at: dt.datetime | None = columns.at()
    muted: bool = False
    workplace: str | None = None
    allowed_more: int = 0
    own_member_id: int | None = Field(default=None, sa_column=Column(RowId))
    via_invite: int | None = Field(default=None, sa_column=Column(RowId))


class PracticeRow(SQLModel, table=True):
    """The scene a person plays just now, with an invented member; gone at its end."""

    __tablename__ = "practice"
    person_id: int = Field(
        sa_column=Column(RowId, ForeignKey("person.id"), primary_key=True)
    )
    ballot_id: int = columns.ref("ballot.id")
    key: str
    scene: str
    place: str
    turn: int
    about: dict[str, Any] = columns.json_()
    said_at: dt.datetime = columns.at(null=False, index=True)


class ViewRow(SQLModel, table=True):
    """Who saw which member, when (S6)."""

    __tablename__ = "view"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
    member_id: int = columns.ref("member.id", index=True)
    person_id: int = columns.ref("person.id")
    at: dt.datetime = columns.at(null=False)
    how: str
    __table_args__ = (Index("ix_view_person", "person_id", "at"),)


class AuditRow(SQLModel, table=True):
    """Who did what, in ids only; chained by the tick."""

    __tablename__ = "audit"
    id: int = columns.key()
    at: dt.datetime = columns.at(null=False)
    ballot_id: int | None = Field(default=None, sa_column=Column(RowId))
    person_id: int | None = Field(default=None, sa_column=Column(RowId))
    member_id: int | None = Field(default=None, sa_column=Column(RowId))
    action: str
    detail: str = ""
    chain: str | None = None

    __table_args__ = (
        Index(
            "ix_audit_unsealed",
            "id",
            sqlite_where=text("chain IS NULL"),
        ),
    )


class SuppressedRow(SQLModel, table=True):
    """A keyed hash of somebody who asked never to be contacted (S13)."""

    __tablename__ = "suppressed"
    hash: str = Field(primary_key=True)
    at: dt.datetime = columns.at(null=False)
    lifted_at: dt.datetime | None = columns.at()
