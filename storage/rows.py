"""Rows: kept for a unit of work, turned into values and back, inserted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Insert, Table, event, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import Session, SQLModel

V = TypeVar("V")
Convert = Callable[[Any], Any]


class UnitSession(Session):
    """The session of one unit of work: keeps its rows, so that none is read twice.

    SQLAlchemy forgets a row as soon as nobody holds it, and `get` asks the database
    anew. What changes rows past the session, by SQL, calls `outdated` or expires all.
    """


@event.listens_for(UnitSession, "loaded_as_persistent")
@event.listens_for(UnitSession, "pending_to_persistent")
def _keep(session: UnitSession, row: SQLModel) -> None:
    session.info.setdefault("rows", []).append(row)


def outdated(session: Session, kind: type[SQLModel], key: object) -> None:
    """Read a row anew when next asked for it: a statement changed it."""
    row = session.identity_map.get(session.identity_key(kind, key))
    if row is not None:
        session.expire(row)


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
    """Hands rows to the driver as it takes them: half the cost of an ordinary insert.

    Each row holds all the named columns; the columns' own types make of a value what
    the driver takes.
    """

    def __init__(self, table: str, names: Iterable[str]) -> None:
        self._table: Table = SQLModel.metadata.tables[table]
        self._names = tuple(dict.fromkeys(names))
        self._prepared: dict[str, _Prepared] = {}

    def insert(self, session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
        """Insert the rows; nothing where there are none."""
        connection = session.connection()
        ready = self._for(connection.dialect)
        found: list[Any] = []
        for row in rows:
            values = list(ready.pick(row))
            for place, convert in ready.converts:
                if values[place] is not None:
                    values[place] = convert(values[place])
            named = zip(ready.names, values, strict=True)
            found.append(tuple(values) if ready.by_place else dict(named))
        if found:
            connection.exec_driver_sql(ready.sql, found)

    def _for(self, dialect: Dialect) -> "_Prepared":
        """Prepare the statement for this database, once."""
        if dialect.name not in self._prepared:
            made = insert(self._table).compile(
                dialect=dialect, column_keys=list(self._names)
            )
            names = tuple(made.positiontup or self._names)
            types = [self._table.c[name].type.dialect_impl(dialect) for name in names]
            all_ = enumerate(one.bind_processor(dialect) for one in types)
            self._prepared[dialect.name] = _Prepared(
                str(made),
                names,
                itemgetter(*names),
                [(place, one) for place, one in all_ if one],
                by_place=dialect.positional,
            )
        return self._prepared[dialect.name]


class _Prepared(NamedTuple):
    """A statement, the order of its values, and how to convert those at some places."""

    sql: str
    names: tuple[str, ...]
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]]
    converts: list[tuple[int, Convert]]
    by_place: bool
