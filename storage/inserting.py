"""An insert that gives way to a row already there, the same for both databases."""

from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


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
        """The new row's column; None where the row was there before."""
        connection = session.connection()
        statement = self._statements[connection.dialect.name]
        return connection.execute(statement, values).scalar_one_or_none()
