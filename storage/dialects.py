"""Dialects that all engines of a kind of database share, with what they compiled."""

from typing import Any

from sqlalchemy import util
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import URL

SHARED = {"compiled_cache": util.LRUCache[Any, Any](2_000)}
"""The compiled statements of all engines: to compile one takes longer than to run it,
and each store has an engine that writes and one that reads."""


class Alike:
    """Equals any other instance of the dialect, as a cache of many engines needs."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))


class Sqlite(Alike, SQLiteDialect_pysqlite):
    """SQLite's dialect; savepoints go to the driver as they are.

    Every unit that waited with others has one: to build and compile the two statements
    took longer than many a unit.
    """

    supports_statement_cache = True

    def do_savepoint(self, connection: Any, name: str) -> None:
        """Set a savepoint."""
        connection.connection.dbapi_connection.execute(f"SAVEPOINT {name}")

    def do_release_savepoint(self, connection: Any, name: str) -> None:
        """Keep what was done since a savepoint."""
        connection.connection.dbapi_connection.execute(f"RELEASE SAVEPOINT {name}")


registry.register("sqlite.shared", __name__, "Sqlite")
# Loaded only where the database is PostgreSQL, and its dialect of SQLAlchemy with it.
registry.register("postgresql.shared", "storage.server_dialect", "Postgresql")


def by_shared_dialect(url: URL) -> URL:
    """Name the dialect that all engines of a kind of database share."""
    return url.set(drivername=f"{url.get_backend_name()}+shared")
