"""Convert rows to domain values and back; insert unless a row is already there."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

V = TypeVar("V")


def value(kind: type[V], row: SQLModel) -> V:
    """Make a domain value with the row's fields of the same name, as they are."""
    names = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    same = {name: getattr(row, name) for name in names if hasattr(row, name)}
    return kind(**same)


def fill(row: SQLModel, source: object, names: Iterable[str]) -> None:
    """Write the named fields of a value into a row."""
    for name in names:
        setattr(row, name, getattr(source, name))


class Newcomer:
    """`INSERT … ON CONFLICT DO NOTHING RETURNING` one column of a table."""

    def __init__(self, model: type[SQLModel], returning: str) -> None:
        table: Table = SQLModel.metadata.tables[str(model.__tablename__)]
        column = table.c[returning]
        self._statements: dict[str, Insert] = {}
        for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
            statement = dialect.insert(table).on_conflict_do_nothing()
            self._statements[name] = statement.returning(column)

    def insert(self, session: Session, values: dict[str, Any]) -> Any:
        """Insert a row and return its column; None where the row was there before."""
        connection = session.connection()
        statement = self._statements[connection.dialect.name]
        return connection.execute(statement, values).scalar_one_or_none()
