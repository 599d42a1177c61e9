"""Plain statements: built once and handed to the driver as they are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Delete,
    Float,
    Insert,
    Select,
    TextClause,
    TextualSelect,
    Update,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import Session

from storage.statements import sessions

Convert = Callable[[Any], Any]
Built = Select[Any] | Insert | Update | Delete | TextClause | TextualSelect
_SQLITE = sqlite.dialect(paramstyle="named")


class Statement:
    """A statement built once and handed to the driver: for what every update runs.

    To build, look up and compile it anew costs several times what SQLite takes to run
    it. Its values go by name, `bindparam("person")`; the columns' own types make of a
    value what the driver takes, and of what it returns a value.
    """

    def __init__(self, build: Callable[[str], Built]) -> None:
        self._build = build
        self._ready: dict[str, _Ready] = {}

    def run(self, session: Session, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """Run it on what the session has done so far; return its rows, if any."""
        connection = sessions.connection(session)
        ready = self._ready.get(connection.dialect.name)
        if ready is None:
            statement = self._build(connection.dialect.name)
            ready = _ready(statement, connection.dialect)
            self._ready[connection.dialect.name] = ready
        given = {**ready.fixed, **values}
        for name, convert in ready.takes:
            if given[name] is not None:
                given[name] = convert(given[name])
        found = _hand_over(connection, ready, given)
        return [_converted(row, ready.gives) for row in found] if ready.gives else found

    def once(self, session: Session, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """Run it; a unit that only reads runs it once with the same values."""
        if not sessions.only_reads(session):
            return self.run(session, values)
        key = (self, *values.values())
        found: list[Sequence[Any]] | None = session.info.get(key)
        if found is None:
            found = session.info[key] = self.run(session, values)
        return found

    def keep(
        self, session: Session, values: Mapping[str, Any], found: list[Sequence[Any]]
    ) -> None:
        """Keep rows read by another statement, as `once` would have found them."""
        if sessions.only_reads(session):
            session.info[(self, *values.values())] = found


class _Ready(NamedTuple):
    """A statement for one kind of database, and what to convert by name or place."""

    sql: str
    fixed: dict[str, Any]
    takes: tuple[tuple[str, Convert], ...]
    gives: tuple[tuple[int, Convert], ...]


def _ready(statement: Built, dialect: Dialect) -> _Ready:
    # By name: what is bound in several places SQLite then takes once.
    named = _SQLITE if dialect.name == "sqlite" else dialect
    made: Any = statement.compile(dialect=named)
    takes = {
        name: bind.type.dialect_impl(dialect).bind_processor(dialect)
        for name, bind in made.binds.items()
    }
    # Both drivers give a float as it is; SQLAlchemy would ask for its kind in the row.
    returned = enumerate(
        None
        if isinstance(column.type, Float)
        else column.type.dialect_impl(dialect).result_processor(dialect, None)
        for column in getattr(statement, "exported_columns", ())
    )
    return _Ready(
        str(made),
        {name: bind.value for name, bind in made.binds.items() if not bind.required},
        tuple((name, one) for name, one in takes.items() if one is not None),
        tuple((place, one) for place, one in returned if one is not None),
    )


def _hand_over(
    connection: Connection, ready: _Ready, given: Mapping[str, Any]
) -> list[Sequence[Any]]:
    """Hand a statement to SQLite itself; to a server through the pool of its lines,
    which has to learn of one that broke."""
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.dbapi_connection
        found: list[Sequence[Any]] = raw.execute(ready.sql, given).fetchall()
        return found
    result = connection.exec_driver_sql(ready.sql, given)
    return list(result) if result.returns_rows else []


def _converted(row: Sequence[Any], gives: tuple[tuple[int, Convert], ...]) -> list[Any]:
    values = list(row)
    for place, convert in gives:
        values[place] = convert(values[place])
    return values
