"""Inserts: one row, rows that wait for each other, and very many at once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlmodel import Session, SQLModel

from storage.statements import plain, sessions


class Insert:
    """`INSERT … RETURNING` one column of a table.

    `unless_there`: it does nothing where such a row is there already.
    """

    def __init__(
        self, model: type[SQLModel], returning: str, *, unless_there: bool = True
    ) -> None:
        self._table: Table = SQLModel.metadata.tables[str(model.__tablename__)]
        self._returning = self._table.c[returning]
        self._unless_there = unless_there
        self._ready: dict[tuple[tuple[str, ...], int], plain.Statement] = {}

    def insert(self, session: Session, values: Mapping[str, Any]) -> Any:
        """Insert a row and return its column; None where the row was there before."""
        found = self.insert_all(session, [values])
        return found[0][0] if found else None

    def insert_with_next(self, session: Session, values: Mapping[str, Any]) -> None:
        """Insert a row by one statement with those that follow at once.

        It waits as a row added to the session does: until that flushes, or commits.
        """
        session.info.setdefault(sessions.Inserts, {}).setdefault(self, []).append(
            values
        )

    def insert_all(
        self, session: Session, given: Sequence[Mapping[str, Any]]
    ) -> list[Sequence[Any]]:
        """Insert rows that name the same columns."""
        names, count = tuple(given[0]), len(given)
        statement = self._ready.get((names, count))
        if statement is None:
            statement = plain.Statement(partial(self._statement, names, count))
            self._ready[names, count] = statement
        values = dict(given[0])
        for place in range(1, count):
            values |= {f"{name}_{place}": one for name, one in given[place].items()}
        return statement.run(session, values)

    def _statement(
        self, names: tuple[str, ...], count: int, database: str
    ) -> plain.Built:
        dialect = sqlite if database == "sqlite" else postgresql
        binds = [
            {
                name: bindparam(
                    f"{name}_{place}" if place else name,
                    type_=self._table.c[name].type,
                )
                for name in names
            }
            for place in range(count)
        ]
        statement: Any = dialect.insert(self._table).values(binds)
        if self._unless_there:
            statement = statement.on_conflict_do_nothing()
        built: plain.Built = statement.returning(self._returning)
        return built


class ManyRows:
    """Hands rows to the driver as it takes them: half the cost of an ordinary insert.

    What a row does not name it has from `blank`; the columns' own types make of a value
    what the driver takes.
    """

    def __init__(self, table: str, blank: Mapping[str, Any]) -> None:
        self._table: Table = SQLModel.metadata.tables[table]
        self._blank = dict(blank)
        self._prepared: dict[str, _Prepared] = {}

    def ready(self, dialect: Dialect, rows: Iterable[Mapping[str, Any]]) -> list[Any]:
        """Make rows as the driver takes them; this asks nothing of the database."""
        made = self._for(dialect)
        found = [made.row(row) for row in rows]
        if dialect.positional:
            return [tuple(row) for row in found]
        return [dict(zip(made.names, row, strict=True)) for row in found]

    def insert(self, session: Session, ready: list[Any]) -> None:
        """Insert rows that were made ready; nothing where there are none."""
        connection = sessions.connection(session)
        if ready:
            connection.exec_driver_sql(self._for(connection.dialect).sql, ready)

    def _for(self, dialect: Dialect) -> "_Prepared":
        """Prepare the statement for this database, once."""
        if dialect.name not in self._prepared:
            made = insert(self._table).compile(
                dialect=dialect, column_keys=list(self._blank)
            )
            names = tuple(made.positiontup or self._blank)
            types = [self._table.c[name].type.dialect_impl(dialect) for name in names]
            converts = [one.bind_processor(dialect) for one in types]
            places = {
                name: (place, convert)
                for place, (name, convert) in enumerate(
                    zip(names, converts, strict=True)
                )
            }
            ready = _Prepared(str(made), names, places, [None] * len(names))
            blank = ready.row(self._blank)
            self._prepared[dialect.name] = ready._replace(blank=blank)
        return self._prepared[dialect.name]


class _Prepared(NamedTuple):
    """A statement, the order of its values, how to convert each, and a blank row."""

    sql: str
    names: tuple[str, ...]
    places: Mapping[str, tuple[int, plain.Convert | None]]
    blank: list[Any]

    def row(self, given: Mapping[str, Any]) -> list[Any]:
        """Make a row of what is given."""
        row = self.blank.copy()
        for name, what in given.items():
            place, convert = self.places[name]
            row[place] = what if convert is None or what is None else convert(what)
        return row
