"""Sessions: keep the rows of a unit of work, and write what waits in it."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection, event
from sqlmodel import Session, SQLModel


class Inserts(Protocol):
    """Inserts the rows that wait for each other in a session."""

    def insert_all(
        self, session: Session, given: Sequence[Mapping[str, Any]]
    ) -> object:
        """Insert rows that name the same columns."""


class UnitSession(Session):
    """The session of one unit of work: keeps its rows, so that none is read twice.

    SQLAlchemy forgets a row as soon as nobody holds it, and `get` asks the database
    anew. What changes rows past the session, by SQL, calls `outdated` or expires all.
    """

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Write the rows that wait for each other, then what changed."""
        waiting: dict[Inserts, list[Mapping[str, Any]]] = self.info.pop(Inserts, {})
        for insert, given in waiting.items():
            insert.insert_all(self, given)
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


def connection(session: Session) -> Connection:
    """Write what the session has done so far; return its connection."""
    if not only_reads(session):
        session.flush()
    known: Connection | None = session.info.get(Connection)
    if known is None:
        known = session.info[Connection] = session.connection()
    return known


def loaded(session: Session, kind: type[SQLModel], key: object) -> bool:
    """Whether the session holds this row already."""
    return session.identity_key(kind, key) in session.identity_map


def outdated(session: Session, kind: type[SQLModel], key: object) -> None:
    """Read a row anew when next asked for it: a statement changed it."""
    row = session.identity_map.get(session.identity_key(kind, key))
    if row is not None:
        session.expire(row)
