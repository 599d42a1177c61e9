"""Shares: members set aside for one rep."""

import datetime as dt

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from storage.tables import columns
from storage.types import RowId


class ShareRow(SQLModel, table=True):
    """Members set aside for one rep, in the chat or not, until it lapses."""

    __tablename__ = "share"
    id: int = columns.key()
    ballot_id: int = columns.ref("ballot.id", index=True)
    made_by: int | None = columns.ref("person.id", null=True)
    rep: str
    # The rep, where they are in the chat; else their sheet goes to who made it.
    person_id: int | None = columns.ref("person.id", null=True)
    made_at: dt.datetime = columns.at(null=False)
    lapses_at: dt.datetime = columns.at(null=False, index=True)
    ended_at: dt.datetime | None = columns.at()


class SharedRow(SQLModel, table=True):
    """A member in a share, and when their answer came back."""

    __tablename__ = "shared"
    share_id: int = Field(
        sa_column=Column(RowId, ForeignKey("share.id"), primary_key=True)
    )
    member_id: int = Field(
        sa_column=Column(RowId, ForeignKey("member.id"), primary_key=True, index=True)
    )
    back_at: dt.datetime | None = columns.at()
