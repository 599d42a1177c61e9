"""Which processes run on a PostgreSQL: one alone, or several that share the work."""

from sqlalchemy import (
    Connection,
    NullPool,
    create_engine,
    exc,
    func,
    make_url,
    select,
)

from storage import dialects, engine

_PLACE = func.hashtextextended("who runs", 0)


class Presence:
    """A place on the database, held by a line of its own for as long as that lives."""

    def __init__(self, url: str, *, shared: bool) -> None:
        self._engine = create_engine(
            dialects.by_shared_dialect(make_url(url)),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,
            connect_args=engine.LINE,
        )
        how = func.pg_try_advisory_lock_shared if shared else func.pg_try_advisory_lock
        self._take = select(how(_PLACE))
        self._line: Connection | None = None

    def hold(self) -> bool:
        """Hold the place, anew if the line broke; False if others are in the way."""
        if self._line is not None:
            try:
                self._line.exec_driver_sql("SELECT 1")
                return True
            except exc.DBAPIError:
                self.close()
        line = self._engine.connect()
        if line.scalar(self._take):
            self._line = line
            return True
        line.close()
        return False

    def close(self) -> None:
        """Leave the place."""
        if self._line is not None:
            self._line.close()
            self._line = None
