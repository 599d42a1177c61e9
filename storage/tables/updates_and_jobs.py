"""Updates handled or set aside, the jobs that updates leave behind, and who leads."""

import datetime as dt
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary
from sqlmodel import Field, SQLModel

from storage.tables import columns


class HandledRow(SQLModel, table=True):
    """An update whose effect is committed; unique per bot (P3)."""

    __tablename__ = "handled"
    bot_id: int = Field(
        sa_column=Column(BigInteger, primary_key=True, autoincrement=False)
    )
    update_id: int = Field(
        sa_column=Column(BigInteger, primary_key=True, autoincrement=False)
    )
    at: dt.datetime = columns.at(null=False, index=True)


class SetAsideRow(SQLModel, table=True):
    """An update that could not be handled; its text is not kept."""

    __tablename__ = "set_aside"
    id: int = columns.key()
    bot_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    update_id: int = Field(sa_column=Column(BigInteger, nullable=False))
    at: dt.datetime = columns.at(null=False)
    why: str


class JobRow(SQLModel, table=True):
    """Work done after its update was acknowledged, resumable by its id."""

    __tablename__ = "job"
    id: int = columns.key()
    ballot_id: int | None = columns.ref("ballot.id", null=True)
    person_id: int | None = columns.ref("person.id", null=True)
    kind: str
    about: dict[str, Any] = columns.json_()
    created_at: dt.datetime = columns.at(null=False)
    began_at: dt.datetime | None = columns.at()
    ended_at: dt.datetime | None = columns.at()
    tries: int = 0
    state: str = "queued"
    content: bytes | None = Field(default=None, sa_column=Column(LargeBinary))
    __table_args__ = (Index("ix_job_state", "state"),)


class LeaseRow(SQLModel, table=True):
    """Who leads where several processes share the work; the number only grows."""

    __tablename__ = "lease"
    name: str = Field(primary_key=True)
    number: int = Field(sa_column=Column(BigInteger, nullable=False))
    until: dt.datetime = columns.at(null=False)
