"""A point in a unit of work to which a test goes back, as if nothing had been done."""

from sqlmodel import Session


class Point:
    """A savepoint that is set once and gone back to again and again.

    Where SQLite has changed no row since, there is nothing to go back from, and the
    session may keep what it has read: most of what is refused changes nothing.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        session.flush()
        session.connection().exec_driver_sql("SAVEPOINT point")
        self._forget()

    def go_back(self) -> None:
        """Undo what was written since, and forget what was read."""
        self._session.flush()
        if self._changes() != self._before or self._before is None:
            self._session.connection().exec_driver_sql("ROLLBACK TO SAVEPOINT point")
            self._forget()

    def _forget(self) -> None:
        self._session.expunge_all()
        self._session.info.clear()
        self._before = self._changes()

    def _changes(self) -> int | None:
        """Count the rows changed on this connection; PostgreSQL does not tell."""
        raw = self._session.connection().connection.dbapi_connection
        changes: int | None = getattr(raw, "total_changes", None)
        return changes
