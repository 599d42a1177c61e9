"""Counters updated with every change of a member and every contact."""

import datetime as dt

from sqlalchemy import Column, ForeignKey
from sqlmodel import Field, SQLModel

from storage.types import RowId


class TallyRow(SQLModel, table=True):
    """The number of members of a workplace with a standing."""

    __tablename__ = "tally"
    ballot_id: int = Field(
        sa_column=Column(RowId, ForeignKey("ballot.id"), primary_key=True)
    )
    workplace: str = Field(primary_key=True)
    standing: str = Field(primary_key=True)
    members: int = 0


class DayTallyRow(SQLModel, table=True):
    """A day's number of contacts and newly reported votes, by outcome."""

    __tablename__ = "day_tally"
    ballot_id: int = Field(
        sa_column=Column(RowId, ForeignKey("ballot.id"), primary_key=True)
    )
    day: dt.date = Field(primary_key=True)
    what: str = Field(primary_key=True)
    count: int = 0


class KeptCountRow(SQLModel, table=True):
    """A counter by key; see `bot.rules.stats.counter_keys`."""

    __tablename__ = "kept_count"
    ballot_id: int = Field(
        sa_column=Column(RowId, ForeignKey("ballot.id"), primary_key=True)
    )
    what: str = Field(primary_key=True)
    at: str = Field(primary_key=True)
    count: int = 0
