"""Inserts: one row, rows that wait for each other, and very many at once."""

import importlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Table, bindparam, insert
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
        # One of the two: SQLAlchemy's modules for the other are never loaded.
        dialect = importlib.import_module(f"sqlalchemy.dialects.{database}")
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
    """Hands rows to the driver as it takes them: a part of the cost of an insert.

    What many rows have alike is made ready once, by the columns' own types; what is
    each row's `own` is text, or None, which the driver takes as it is. What neither
    names is as in `blank`.
    """

    def __init__(
        self, table: str, blank: Mapping[str, Any], own: Sequence[str]
    ) -> None:
        self._table: Table = SQLModel.metadata.tables[table]
        self._alike = {name: what for name, what in blank.items() if name not in own}
        self._names = (*self._alike, *own)
        self._prepared: dict[str, _Prepared] = {}

    def alike(self, dialect: Dialect, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """Make ready what rows have alike, as `ready` takes it."""
        row, converts = {**self._alike, **given}, self._for(dialect).converts
        for name, convert in converts.items():
            if row[name] is not None:
                row[name] = convert(row[name])
        return tuple(row[name] for name in self._alike)

    def ready(
        self, dialect: Dialect, rows: Iterable[tuple[tuple[Any, ...], Sequence[Any]]]
    ) -> list[Any]:
        """Make rows of what is alike and what is their own, as the driver takes them.

        This asks nothing of the database.
        """
        take = self._for(dialect).take
        return [take((*alike, *own)) for alike, own in rows]

    def insert(self, session: Session, ready: list[Any]) -> None:
        """Insert rows that were made ready; nothing where there are none."""
        connection = sessions.connection(session)
        if ready:
            connection.exec_driver_sql(self._for(connection.dialect).sql, ready)

    def _for(self, dialect: Dialect) -> "_Prepared":
        """Prepare the statement for this database, once."""
        if dialect.name not in self._prepared:
            names = self._names
            made = insert(self._table).compile(dialect=dialect, column_keys=list(names))
            types = ((n, self._table.c[n].type.dialect_impl(dialect)) for n in names)
            converts = ((name, one.bind_processor(dialect)) for name, one in types)
            self._prepared[dialect.name] = _Prepared(
                str(made),
                {n: one for n, one in converts if one and n in self._alike},
                itemgetter(*map(names.index, made.positiontup))
                if made.positiontup
                else lambda row: dict(zip(names, row, strict=True)),
            )
        return self._prepared[dialect.name]


class _Prepared(NamedTuple):
    """A statement, how to convert what rows have alike, and to make one of its values.

    The driver takes a row as a tuple in the statement's order, or by name.
    """

    sql: str
    converts: Mapping[str, plain.Convert]
    take: plain.Convert
