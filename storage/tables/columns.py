"""The kinds of column, and what all tables have in common."""

from secrets import randbits
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, MetaData, Text
from sqlmodel import Field, SQLModel

from storage.types import RowId, UtcDateTime

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention
SQLModel.model_config["defer_build"] = True
"""Pydantic's own check of each table is never asked for, and so never made: a quarter
of what the tables cost at a start."""

KEY_BITS = 48
"""Of a random key: too many to guess one, and few enough for a button."""


def key() -> Any:
    """Make the primary key, numbered by the database."""
    return Field(default=None, sa_column=Column(RowId, primary_key=True))


def random_key() -> Any:
    """Make a primary key at random, which says nothing of the order of the rows."""
    column = Column(
        RowId, primary_key=True, autoincrement=False, default=lambda: randbits(KEY_BITS)
    )
    return Field(default=None, sa_column=column)


def ref(target: str, *, null: bool = False, index: bool = False) -> Any:
    """Refer to a row of another table."""
    column = Column(RowId, ForeignKey(target), nullable=null, index=index)
    return Field(default=None, sa_column=column) if null else Field(sa_column=column)


def at(*, null: bool = True, index: bool = False) -> Any:
    """Store an instant, in UTC."""
    column = Column(UtcDateTime, nullable=null, index=index)
    return Field(default=None, sa_column=column) if null else Field(sa_column=column)


def json_() -> Any:
    """Store a small mapping."""
    return Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


def words() -> Any:
    """Store text a person wrote; empty, never null."""
    return Field(default="", sa_column=Column(Text, nullable=False))
