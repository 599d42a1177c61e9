"""Stores: connect to SQLite or PostgreSQL, write and read in units of work."""

import contextlib
import functools
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlmodel import Session

from storage import dialects, outages, scrub, writer
from storage.statements import sessions

T = TypeVar("T")
Unit = Callable[[Session], T]

# Below this, a reset of the write-ahead log can lose a commit (fixed in 3.51.3).
SAFE_WAL = (3, 51, 3)
BUSY_MS = 5_000
PREPARED = 1_000
"""Statements that a connection keeps prepared: more than the program has. Once its
cache is full the driver drops the newest, and prepares each of them at every use."""
# The first bytes of every SQLite file.
HEADER = b"SQLite format 3\x00"
# PostgreSQL ends what waits for a lock, works, or holds a transaction for too long.
_LIMITS = (
    "-c lock_timeout=30s -c statement_timeout=60s"
    " -c idle_in_transaction_session_timeout=60s"
)
_READ_ONLY = " -c default_transaction_read_only=on"
LINE: dict[str, object] = {"connect_timeout": 10}
PAUSES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds before a unit that others were in the way of runs again."""


class Store(Protocol):
    """A database that runs units of work and returns results once committed."""

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Run a unit that writes; its future ends after COMMIT, or with the error."""

    def write(self, unit: Unit[T], *, long: bool = False) -> T:
        """Do the same and wait; a long unit lets others go first."""

    def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads, on a connection of its own."""

    def submit_read(self, unit: Unit[T]) -> Future[T]:
        """Do the same on a thread of the store."""

    def submit_scrub(self) -> Future[None]:
        """Rewrite what erased rows may have left in the files, on a thread."""

    def close(self) -> None:
        """Finish what was submitted and close the database."""


@functools.cache
def sqlite_module() -> ModuleType:
    """Import the SQLite to use: the newer one where it is installed.

    The driver asks each value that is no text and no number how to store it. It is told
    of those that nearly every row has: to ask took a microsecond for each of them.
    """
    try:
        import pysqlite3.dbapi2 as newer
    except ImportError:
        newer = sqlite3
    module: ModuleType = newer
    module.register_adapter(type(None), {}.get)  # None, by a function that is no Python
    module.register_adapter(bool, int)
    return module


def journal_mode(module: ModuleType) -> str:
    """Return WAL if this SQLite's is safe, else DELETE."""
    return "WAL" if module.sqlite_version_info >= SAFE_WAL else "DELETE"


def sqlite_engine(url: URL, *, query_only: bool) -> Engine:
    """Make an engine: writes begin IMMEDIATE, reads cannot write."""
    module = sqlite_module()
    mode = journal_mode(module)
    engine = create_engine(
        dialects.by_shared_dialect(url),
        module=module,
        connect_args={
            "timeout": BUSY_MS / 1000,
            "cached_statements": PREPARED,
        },
        hide_parameters=True,
        execution_options=dialects.SHARED,
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "foreign_keys=ON",
            "secure_delete=ON",
            "trusted_schema=OFF",
            "synchronous=FULL",
            f"busy_timeout={BUSY_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")
        if query_only:
            connection.execute("PRAGMA query_only=ON")
        else:
            connection.execute(f"PRAGMA journal_mode={mode}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if query_only else "BEGIN IMMEDIATE")

    return engine


def lift_limits(session: Session) -> None:
    """Let a unit wait and work for as long as it takes, as a migration has to."""
    if session.get_bind().dialect.name != "sqlite":
        for limit in ("lock_timeout", "statement_timeout"):
            sessions.connection(session).exec_driver_sql(f"SET LOCAL {limit} = 0")


def is_damaged(file: Path) -> bool:
    """Whether the pages of a file do not fit together; False if that cannot be read."""
    module = sqlite_module()
    try:
        with contextlib.closing(
            module.connect(f"file:{file}?mode=ro", uri=True)
        ) as line:
            said = line.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except module.DatabaseError as error:
        return outages.damaged(error)
    except UnicodeDecodeError:  # what SQLite says of a damaged schema quotes it
        return True
    return bool(said != "ok")


class _Reads:
    """Short read transactions on their own connections and threads."""

    def __init__(
        self,
        engine: Engine,
        threads: int = 4,
        judge: writer.Judge = lambda error: error,
    ) -> None:
        self.engine = engine
        self.judge = judge
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix="read")

    def read(self, unit: Unit[T]) -> T:
        try:
            with sessions.ReadSession(self.engine) as session:
                result = unit(session)
                session.rollback()
                return result
        except Exception as error:
            if (judged := self.judge(error)) is not error:
                raise judged from None
            raise

    def submit_read(self, unit: Unit[T]) -> Future[T]:
        return self.threads.submit(self.read, unit)

    def close(self) -> None:
        self.threads.shutdown()
        self.engine.dispose()


class SqliteStore:
    """The embedded database: one writer thread with group commit, readers beside it."""

    def __init__(self, url: URL) -> None:
        self.path = Path(url.database or "")
        self._writes = sqlite_engine(url, query_only=False)
        self._reads = _Reads(sqlite_engine(url, query_only=True), judge=self._judge)
        self._writer = writer.Writer(self._writes, self._judge)

    def _judge(self, error: BaseException) -> BaseException:
        """Look again: SQLite calls a page damaged that the disk did not give it."""
        if outages.damaged(error) and not is_damaged(self.path):
            return outages.Misread("a page cannot be read")
        return error

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Run a unit on the writer; see Store."""
        return self._writer.submit(unit)

    def write(self, unit: Unit[T], *, long: bool = False) -> T:
        """Run a unit on the writer and wait for its COMMIT."""
        return self._writer.submit(unit, long=long).result()

    def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads."""
        return self._reads.read(unit)

    def submit_read(self, unit: Unit[T]) -> Future[T]:
        """Run a unit that only reads, on a thread of the store."""
        return self._reads.submit_read(unit)

    def submit_scrub(self) -> Future[None]:
        """Rewrite the file and empty its log; see storage.scrub."""
        return self._reads.threads.submit(scrub.sqlite, self._writes, self.write)

    def close(self) -> None:
        """Finish what was submitted and close the file."""
        self._writer.close()
        self._reads.close()
        self._writes.dispose()


class ServerStore:
    """PostgreSQL: each unit of work is a transaction on a worker thread."""

    def __init__(self, url: URL, beside: Path | None = None, threads: int = 8) -> None:
        known = {"beside": beside} if beside else {}
        how: dict[str, Any] = {
            "hide_parameters": True,
            "execution_options": {**dialects.SHARED, **known},
            "pool_use_lifo": True,  # the line that has prepared most, and few of them
        }
        self._engine = create_engine(
            url, pool_size=threads, connect_args={**LINE, "options": _LIMITS}, **how
        )
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="write")
        reads = create_engine(
            url,
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,
            connect_args={**LINE, "options": _LIMITS + _READ_ONLY},
            **how,
        )
        self._reads = _Reads(reads)

    def submit(self, unit: Unit[T]) -> Future[T]:
        """Run a unit in a transaction of its own; see Store."""
        return self._threads.submit(self.write, unit)

    def write(self, unit: Unit[T], *, long: bool = False) -> T:
        """Run a unit in a transaction of its own and wait for its COMMIT.

        Where others were in its way, or the line broke before the COMMIT, the whole
        unit runs again. Whether a COMMIT took place during which the line broke, only
        the unit can tell: an update by its id.
        """
        pauses = iter(PAUSES)
        while True:
            committing = False
            try:
                with sessions.UnitSession(self._engine) as session:
                    result = unit(session)
                    session.flush()
                    committing = True
                    session.commit()
                    return result
            except Exception as error:
                lost = outages.line_lost(error) and not committing
                pause = next(pauses, None)
                if pause is None or not (lost or outages.in_the_way(error)):
                    raise
            time.sleep(pause)

    def read(self, unit: Unit[T]) -> T:
        """Run a unit that only reads."""
        return self._reads.read(unit)

    def submit_read(self, unit: Unit[T]) -> Future[T]:
        """Run a unit that only reads, on a thread of the store."""
        return self._reads.submit_read(unit)

    def submit_scrub(self) -> Future[None]:
        """Rewrite the tables; see storage.scrub."""
        return self._reads.threads.submit(scrub.server, self._engine, self.write)

    def close(self) -> None:
        """Finish what was submitted and close the connections."""
        self._threads.shutdown()
        self._reads.close()
        self._engine.dispose()


def connect(url: str, beside: Path | None = None) -> Store:
    """Open the store behind a URL: `sqlite:///file`, or PostgreSQL's.

    `beside`: where a server's key and journal stand, if not in the working folder.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return SqliteStore(parsed)
    return ServerStore(dialects.by_shared_dialect(parsed), beside)
