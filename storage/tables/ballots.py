"""Ballots, their groups, invitations, pledges and feedback; memos."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, UniqueConstraint, true
from sqlmodel import Field, SQLModel

from storage.tables import columns
from storage.types import RowId


class BallotRow(SQLModel, table=True):
    """One vote of a branch; `settings` are the fields of `rules.ballot.Ballot`."""

    __tablename__ = "ballot"
    id: int = columns.key()
    name: str = Field(unique=True)
    closes: dt.datetime = columns.at(null=False, index=True)
    settings: dict[str, Any] = columns.json_()
    created_at: dt.datetime = columns.at(null=False)
    closed_at: dt.datetime | None = columns.at()
    purged_at: dt.datetime | None = columns.at()
    frozen_at: dt.datetime | None = columns.at()
    agreed_at: dt.datetime | None = columns.at()
    agreed_by: str | None = None
    nudges_paused: bool = False
    group_muted: bool = False
    # When its dates next ask for a nudge; null: to be worked out.
    nudge_at: dt.datetime | None = columns.at(index=True)
    # Where now stands among its dates, since and until when; null: to be worked out.
    phase: str | None = None
    phase_since: dt.datetime | None = columns.at(index=True)
    phase_until: dt.datetime | None = columns.at(index=True)
    # Whether the union still takes requests for a replacement.
    replaceable: bool = Field(default=True, sa_column_kwargs={"server_default": true()})
    official_count: int | None = None
    official_at: dt.datetime | None = columns.at()
    # By the counts of first tries; no setting, so not among them.
    told_worth: float = Field(default=1.0, sa_column_kwargs={"server_default": "1"})


class ChatRow(SQLModel, table=True):
    """A group the bot is in; linked to a ballot or waiting to be."""

    __tablename__ = "chat"
    id: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    kind: str
    ballot_id: int | None = columns.ref("ballot.id", null=True, index=True)
    added_by: int | None = Field(default=None, sa_column=Column(BigInteger))
    added_at: dt.datetime = columns.at(null=False)
    linked_at: dt.datetime | None = columns.at()
    left_at: dt.datetime | None = columns.at()
    can_delete: bool = False
    told_rights: bool = False
    countdown_message: int | None = Field(default=None, sa_column=Column(BigInteger))
    trusted: bool = False
    join_key: str | None = Field(default=None, unique=True)
    countdown_at: dt.datetime | None = columns.at()
    grew_from: int | None = Field(default=None, sa_column=Column(BigInteger))


class InviteRow(SQLModel, table=True):
    """An invitation; only the hash of its code is kept (S8)."""

    __tablename__ = "invite"
    id: int = columns.key()
    ballot_id: int | None = columns.ref("ballot.id", null=True)
    code_hash: str = Field(unique=True)
    role: str = "advocate"
    made_by: int | None = columns.ref("person.id", null=True)
    made_at: dt.datetime = columns.at(null=False)
    expires_at: dt.datetime = columns.at(null=False)
    uses_left: int = 1
    revoked_at: dt.datetime | None = columns.at()


class PledgeRow(SQLModel, table=True):
    """An advocate's pledge of contacts for one evening."""

    __tablename__ = "pledge"
    person_id: int = Field(
        sa_column=Column(RowId, ForeignKey("person.id"), primary_key=True)
    )
    ballot_id: int = Field(
        sa_column=Column(RowId, ForeignKey("ballot.id"), primary_key=True)
    )
    day: dt.date = Field(primary_key=True)
    contacts: int
    remind_at: dt.datetime = columns.at(null=False, index=True)


class FeedbackRow(SQLModel, table=True):
    """A sheet of feedback: blank, anonymous, or with the name of who gave it.

    Its id is random, so that the order of the rows says nothing. One without a person
    has no time either: neither tells who gave it.
    """

    __tablename__ = "feedback"
    id: int = columns.random_key()
    ballot_id: int = columns.ref("ballot.id", index=True)
    kind: str = "comment"
    # What brings a member's words back to their slip.
    code: str | None = None
    person_id: int | None = columns.ref("person.id", null=True)
    at: dt.datetime | None = columns.at()
    answers: str = ""
    words: str = columns.words()
    filled: bool = False
    # One of five or more anonymous ones that are shown together.
    shown: bool = False

    __table_args__ = (UniqueConstraint("ballot_id", "code"),)


class MemoRow(SQLModel, table=True):
    """Small things the installation remembers, by name."""

    __tablename__ = "memo"
    name: str = Field(primary_key=True)
    value: dict[str, Any] = columns.json_()
