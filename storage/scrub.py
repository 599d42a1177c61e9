"""Remove the traces that DELETE leaves in the database's files."""

import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from storage.tables import MemoRow

_SCRUB = "scrub wanted"
TRIES = 20
PAUSE = 0.1
Write = Callable[[Callable[[Session], None]], None]


class NotScrubbed(Exception):
    """Another connection kept reading the database. It is tried again later."""


def request(session: Session) -> None:
    """Ask for a scrub, because rows were erased."""
    session.merge(MemoRow(name=_SCRUB, value={"wanted": True}))


def requested(session: Session) -> bool:
    """Whether erased rows may still leave traces in the file."""
    memo = session.get(MemoRow, _SCRUB)
    return bool(memo and memo.value.get("wanted"))


def sqlite(engine: Engine, write: Write) -> None:
    """Rewrite the whole file, then cut the write-ahead log to nothing."""
    raw = engine.raw_connection()
    try:
        raw.execute("VACUUM")
        _cut_log(raw)
        write(_done)
        _cut_log(raw)
    finally:
        raw.close()


def _cut_log(raw: Any) -> None:
    """Truncate the log, waiting for readers that still use it; raises NotScrubbed."""
    for _ in range(TRIES):
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        time.sleep(PAUSE)
    raise NotScrubbed


def server(engine: Engine, write: Write) -> None:
    """Rewrite PostgreSQL's tables; its archived logs and backups are not touched."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        line.exec_driver_sql("SET statement_timeout = 0")
        line.exec_driver_sql("VACUUM FULL")
        line.exec_driver_sql("RESET statement_timeout")
    write(_done)


def _done(session: Session) -> None:
    session.merge(MemoRow(name=_SCRUB, value={"wanted": False}))
