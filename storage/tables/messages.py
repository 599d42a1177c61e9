"""Messages: those to be sent, planned nudges, and what a message shows or offers."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from storage.tables import columns


class OutboxRow(SQLModel, table=True):
    """A message to send, as ids and codes, never as text, and how it ended."""

    __tablename__ = "outbox"
    id: int = columns.key()
    chat_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    kind: str
    about: dict[str, Any] = columns.json_()
    created_at: dt.datetime = columns.at(null=False)
    send_at: dt.datetime = columns.at(null=False)
    drop_at: dt.datetime | None = columns.at()
    once: bool = False
    silent: bool = False
    key: str | None = Field(default=None, unique=True)
    state: str = "queued"
    tries: int = 0
    began_at: dt.datetime | None = columns.at()
    ended_at: dt.datetime | None = columns.at()
    message_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    why: str | None = None

    __table_args__ = (
        Index(
            "ix_outbox_queued",
            "send_at",
            "id",
            sqlite_where=text("state IN ('queued', 'sending')"),
        ),
        Index(
            "ix_outbox_ended",
            "ended_at",
            sqlite_where=text("ended_at IS NOT NULL"),
        ),
    )


class ShownRow(SQLModel, table=True):
    """A private message, not a card, that shows a member, until deleted (S11)."""

    __tablename__ = "shown"
    chat_id: int = Field(
        sa_column=Column(BigInteger, primary_key=True, autoincrement=False)
    )
    message_id: int = Field(
        sa_column=Column(BigInteger, primary_key=True, autoincrement=False)
    )
    shown_at: dt.datetime = columns.at(null=False, index=True)


class NudgeRow(SQLModel, table=True):
    """One planned nudge: at most one for a ballot, kind, recipient and slot (P10)."""

    __tablename__ = "nudge"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id")
    kind: str
    recipient: int = Field(sa_column=Column(BigInteger, nullable=False))
    slot: str
    send_at: dt.datetime = columns.at(null=False)
    until: dt.datetime = columns.at(null=False)
    about: dict[str, Any] = columns.json_()
    state: str = "planned"
    ended_at: dt.datetime | None = columns.at()
    why: str | None = None
    outbox_id: int | None = columns.ref("outbox.id", null=True)

    __table_args__ = (
        UniqueConstraint("ballot_id", "kind", "recipient", "slot"),
        Index("ix_nudge_recipient", "recipient", "ballot_id", "send_at"),
        Index(
            "ix_nudge_planned",
            "send_at",
            sqlite_where=text("state = 'planned'"),
        ),
        Index(
            "ix_nudge_outbox",
            "outbox_id",
            sqlite_where=text("outbox_id IS NOT NULL"),
        ),
    )


class ButtonRow(SQLModel, table=True):
    """The buttons of a panel: whose, what they do, until when (S7)."""

    __tablename__ = "button"
    key: str = Field(primary_key=True)
    person_id: int | None = columns.ref("person.id", null=True)
    chat_id: int | None = Field(default=None, sa_column=Column(BigInteger))
    ballot_id: int | None = columns.ref("ballot.id", null=True)
    action: str
    about: dict[str, Any] = columns.json_()
    expires_at: dt.datetime = columns.at(null=False, index=True)
    pressed_at: dt.datetime | None = columns.at()
    many: bool = False
