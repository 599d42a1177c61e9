"""Convert rows to domain values and back; insert unless a row is already there."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import Session, SQLModel

V = TypeVar("V")
Convert = Callable[[Any], Any]


def value(kind: type[V], row: SQLModel) -> V:
    """Make a domain value with the row's fields of the same name, as they are."""
    names = _shared(kind, type(row))  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names})


@cache
def _shared(kind: type[Any], row: type[SQLModel]) -> tuple[str, ...]:
    """Name the fields that a domain value and a row have in common."""
    return tuple(f.name for f in fields(kind) if hasattr(row, f.name))


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


class ManyRows:
    """Hands rows to the driver as ready tuples: half the cost of an ordinary insert.

    Each row holds all the named columns; the columns' own types make of a value what
    the driver takes.
    """

    def __init__(self, table: str, names: Iterable[str]) -> None:
        self._table: Table = SQLModel.metadata.tables[table]
        self._names = tuple(dict.fromkeys(names))
        self._pick = itemgetter(*self._names)
        self._prepared: dict[str, tuple[str, list[tuple[int, Convert]]]] = {}

    def insert(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert the rows; nothing where there are none."""
        connection = session.connection()
        sql, converts = self._for(connection.dialect)
        found = [list(self._pick(row)) for row in rows]
        for values in found:
            for place, convert in converts:
                if values[place] is not None:
                    values[place] = convert(values[place])
        if found:
            connection.exec_driver_sql(sql, [tuple(values) for values in found])

    def _for(self, dialect: Dialect) -> tuple[str, list[tuple[int, Convert]]]:
        """Prepare the statement, and how to convert the values at these places."""
        if dialect.name not in self._prepared:
            mark = "?" if dialect.paramstyle == "qmark" else "%s"
            columns, marks = (
                ", ".join(self._names),
                ", ".join([mark] * len(self._names)),
            )
            sql = f"INSERT INTO {self._table.name} ({columns}) VALUES ({marks})"
            types = [self._table.c[name].type for name in self._names]
            made = [t.dialect_impl(dialect).bind_processor(dialect) for t in types]
            converts: list[tuple[int, Convert]] = [
                (place, one) for place, one in enumerate(made) if one
            ]
            self._prepared[dialect.name] = sql, converts
        return self._prepared[dialect.name]
