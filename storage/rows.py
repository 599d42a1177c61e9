"""Rows: kept for a unit of work, turned into values and back, inserted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache, partial
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import (
    BigInteger,
    Connection,
    Delete,
    Float,
    Insert,
    Select,
    String,
    Table,
    TextClause,
    TextualSelect,
    Update,
    bindparam,
    event,
    func,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

V = TypeVar("V")
Convert = Callable[[Any], Any]
Built = Select[Any] | Insert | Update | Delete | TextClause | TextualSelect


class UnitSession(Session):
    """The session of one unit of work: keeps its rows, so that none is read twice.

    SQLAlchemy forgets a row as soon as nobody holds it, and `get` asks the database
    anew. What changes rows past the session, by SQL, calls `outdated` or expires all.
    """

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write the rows that wait for each other, then what changed."""
        waiting: dict[Newcomer, list[Mapping[str, Any]]] = self.info.pop(Newcomer, {})
        for newcomer, given in waiting.items():
            newcomer.insert_all(self, given)
        super().flush(objects)

    def commit(self) -> None:
        """Write what still waits, and commit."""
        self.flush()
        super().commit()


class ReadSession(UnitSession):
    """The session of a unit that only reads: what it read plainly stays as it was."""


def only_reads(session: Session) -> bool:
    """Whether the unit of work of this session changes nothing."""
    return isinstance(session, ReadSession)


@event.listens_for(ReadSession, "after_rollback")
def _forget(session: ReadSession) -> None:
    session.info.clear()


@event.listens_for(UnitSession, "after_transaction_end")
def _end(session: UnitSession, _transaction: object) -> None:
    session.info.pop(Connection, None)


@event.listens_for(UnitSession, "loaded_as_persistent")
@event.listens_for(UnitSession, "pending_to_persistent")
def _keep(session: UnitSession, row: SQLModel) -> None:
    session.info.setdefault("rows", []).append(row)


def hold(session: Session, name: str, of: int = 0) -> None:
    """Let no other unit hold this name until the commit; SQLite has one writer.

    It comes before what is read to decide by: whoever waited sees what is saved now.
    """
    if session.get_bind().dialect.name != "sqlite":
        _HOLD.run(session, {"name": name, "of": of})


def loaded(session: Session, kind: type[SQLModel], key: object) -> bool:
    """Whether the session holds this row already."""
    return session.identity_key(kind, key) in session.identity_map


def outdated(session: Session, kind: type[SQLModel], key: object) -> None:
    """Read a row anew when next asked for it: a statement changed it."""
    row = session.identity_map.get(session.identity_key(kind, key))
    if row is not None:
        session.expire(row)


def names(kind: type[Any]) -> tuple[str, ...]:
    """Name the fields of a domain value, in their order."""
    return tuple(field.name for field in fields(kind))


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


class Plain:
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
        connection = _connection(session)
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
        if not only_reads(session):
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
        if only_reads(session):
            session.info[(self, *values.values())] = found


def _connection(session: Session) -> Connection:
    """Write what the session has done so far; return its connection."""
    if not only_reads(session):
        session.flush()
    connection: Connection | None = session.info.get(Connection)
    if connection is None:
        connection = session.info[Connection] = session.connection()
    return connection


_SQLITE = sqlite.dialect(paramstyle="named")
_KEY = func.hashtextextended(
    bindparam("name", type_=String), bindparam("of", type_=BigInteger)
)
_HOLD = Plain(lambda _: select(func.pg_advisory_xact_lock(_KEY)))


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


class ById(Generic[V]):
    """Domain values by the key of their row.

    A unit that writes keeps the row, to change it; one that only reads needs none.
    """

    def __init__(
        self,
        model: type[SQLModel],
        names: Sequence[str],
        make: Callable[[Sequence[Any]], V],
    ) -> None:
        table: Table = SQLModel.metadata.tables[str(model.__tablename__)]
        (key,) = table.primary_key
        statement = select(*(table.c[name] for name in names)).where(
            key == bindparam("key")
        )
        self._model = model
        self._of_row = attrgetter(*names)
        self._make = make
        self._read = Plain(lambda _: statement)

    def get(self, session: Session, key: int) -> V:
        """Get the value with this key; raises NoResultFound."""
        value = self.find(session, key)
        if value is None:
            raise NoResultFound
        return value

    def find(self, session: Session, key: int) -> V | None:
        """Find the value with this key, if there is one."""
        if not only_reads(session):
            row = session.get(self._model, key)
            return None if row is None else self._make(self._of_row(row))
        found = self._read.once(session, {"key": key})
        return self._make(found[0]) if found else None

    def keep(self, session: Session, key: int, values: Sequence[Any]) -> None:
        """Keep the values of a row that another statement has read."""
        self._read.keep(session, {"key": key}, [values])


class Newcomer:
    """`INSERT … RETURNING` one column of a table.

    `unless_there`: it does nothing where such a row is there already.
    """

    def __init__(
        self, model: type[SQLModel], returning: str, *, unless_there: bool = True
    ) -> None:
        self._table: Table = SQLModel.metadata.tables[str(model.__tablename__)]
        self._returning = self._table.c[returning]
        self._unless_there = unless_there
        self._ready: dict[tuple[tuple[str, ...], int], Plain] = {}

    def insert(self, session: Session, values: Mapping[str, Any]) -> Any:
        """Insert a row and return its column; None where the row was there before."""
        found = self.insert_all(session, [values])
        return found[0][0] if found else None

    def insert_with_next(self, session: Session, values: Mapping[str, Any]) -> None:
        """Insert a row by one statement with those that follow at once.

        It waits as a row added to the session does: until that flushes, or commits.
        """
        session.info.setdefault(Newcomer, {}).setdefault(self, []).append(values)

    def insert_all(
        self, session: Session, given: Sequence[Mapping[str, Any]]
    ) -> list[Sequence[Any]]:
        """Insert rows that name the same columns."""
        names, count = tuple(given[0]), len(given)
        plain = self._ready.get((names, count))
        if plain is None:
            plain = Plain(partial(self._statement, names, count))
            self._ready[names, count] = plain
        values = dict(given[0])
        for place in range(1, count):
            values |= {f"{name}_{place}": one for name, one in given[place].items()}
        return plain.run(session, values)

    def _statement(self, names: tuple[str, ...], count: int, database: str) -> Built:
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
        built: Insert = statement.returning(self._returning)
        return built


class Change:
    """Changes columns of one row by its key, in the database and in the session.

    It goes out at once, past the session's own way, which costs several times as much.
    """

    def __init__(self, model: type[SQLModel]) -> None:
        self._mapper: Mapper[Any] = inspect(model)
        self._table: Table = SQLModel.metadata.tables[str(model.__tablename__)]
        self._by_names: dict[tuple[str, ...], Plain] = {}

    def make(
        self, session: Session, key: tuple[int, ...], changes: Mapping[str, Any]
    ) -> None:
        """Change these columns; raises NoResultFound where there is no such row."""
        identity = self._mapper.identity_key_from_primary_key(key)
        row = session.identity_map.get(identity)
        held = {} if row is None else row.__dict__
        if all(name in held and held[name] == what for name, what in changes.items()):
            return
        names = tuple(changes)
        plain = self._by_names.get(names)
        if plain is None:
            built = self._statement(names)
            plain = self._by_names[names] = Plain(lambda _: built)
        values: dict[str, Any] = {f"new_{name}": changes[name] for name in names}
        values |= {f"key_{place}": one for place, one in enumerate(key)}
        if not plain.run(session, values):
            raise NoResultFound
        if row is not None:
            for name, what in changes.items():
                set_committed_value(row, name, what)

    def _statement(self, names: tuple[str, ...]) -> Built:
        keys = tuple(self._table.primary_key)
        this = (one == bindparam(f"key_{place}") for place, one in enumerate(keys))
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        changed = update(self._table).where(*this).values(values)
        return changed.returning(keys[0])


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
        connection = session.connection()
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
    places: Mapping[str, tuple[int, Convert | None]]
    blank: list[Any]

    def row(self, given: Mapping[str, Any]) -> list[Any]:
        """Make a row of what is given."""
        row = self.blank.copy()
        for name, what in given.items():
            place, convert = self.places[name]
            row[place] = what if convert is None or what is None else convert(what)
        return row
