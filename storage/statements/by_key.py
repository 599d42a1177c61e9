"""One row by its key: read as a domain value, or some of its columns changed."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, bindparam, inspect, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Mapper
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, SQLModel

from storage.statements import plain, sessions

V = TypeVar("V")


class Values(Generic[V]):
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
        self._read = plain.Statement(lambda _: statement)

    def get(self, session: Session, key: int) -> V:
        """Get the value with this key; raises NoResultFound."""
        value = self.find(session, key)
        if value is None:
            raise NoResultFound
        return value

    def find(self, session: Session, key: int | str) -> V | None:
        """Find the value with this key, if there is one."""
        if not sessions.only_reads(session):
            row = session.get(self._model, key)
            return None if row is None else self._make(self._of_row(row))
        found = self._read.once(session, {"key": key})
        return self._make(found[0]) if found else None

    def keep(self, session: Session, key: int, values: Sequence[Any]) -> None:
        """Keep the values of a row that another statement has read."""
        self._read.keep(session, {"key": key}, [values])


class Change:
    """Changes columns of one row by its key, in the database and in the session.

    It goes out at once, past the session's own way, which costs several times as much.
    """

    def __init__(self, model: type[SQLModel]) -> None:
        self._mapper: Mapper[Any] = inspect(model)
        self._table: Table = SQLModel.metadata.tables[str(model.__tablename__)]
        self._by_names: dict[tuple[str, ...], plain.Statement] = {}

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
        statement = self._by_names.get(names)
        if statement is None:
            built = self._statement(names)
            statement = self._by_names[names] = plain.Statement(lambda _: built)
        values: dict[str, Any] = {f"new_{name}": changes[name] for name in names}
        values |= {f"key_{place}": one for place, one in enumerate(key)}
        if not statement.run(session, values):
            raise NoResultFound
        if row is not None:
            for name, what in changes.items():
                set_committed_value(row, name, what)

    def _statement(self, names: tuple[str, ...]) -> plain.Built:
        keys = tuple(self._table.primary_key)
        this = (one == bindparam(f"key_{place}") for place, one in enumerate(keys))
        values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        changed = update(self._table).where(*this).values(values)
        return changed.returning(keys[0])
