"""Erasing members: their rows, and the traces DELETE leaves in the file (S12, S14)."""

import time
from collections.abc import Callable
from typing import Any

import sqlmodel
from sqlalchemy import Engine, Table, delete, or_, select
from sqlmodel import Session, SQLModel, col
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.member import Member
from storage import counters, members
from storage.tables import MemoRow, RoleRow, TallyRow

_KEPT = {
    "ballot",
    "role",
    "chat",
    "invite",
    "tally",
    "day_tally",
    "kept_count",
    "audit",
    "nudge",
    "person",
}
"""Rows of a ballot that are not about members. Every other table is emptied of it, so
that a table added later is erased unless somebody decides otherwise here."""
_SCRUB = "scrub wanted"


def ballot(session: Session, ballot_id: int) -> None:
    """All member data of a ballot that is marked as purged (a trigger asks for it)."""
    session.flush()
    for table in _children_first():
        theirs = []
        if "ballot_id" in table.c:
            theirs.append(table.c.ballot_id == ballot_id)
        if "member_id" in table.c:
            members_of = SQLModel.metadata.tables["member"].c
            own = select(members_of.id).where(members_of.ballot_id == ballot_id)
            theirs.append(table.c.member_id.in_(own))
        if theirs:
            session.connection().execute(delete(table).where(or_(*theirs)))
    for role in session.exec(_roles(ballot_id)):
        role.own_member_id = role.own_hash = role.workplace = None
    _fold_tallies(session, ballot_id)
    counters.forget_due(session, ballot_id)
    session.expire_all()


def _children_first() -> list[Table]:
    tables = reversed(SQLModel.metadata.sorted_tables)
    return [table for table in tables if table.name not in _KEPT]


def _roles(ballot_id: int) -> SelectOfScalar[RoleRow]:
    return sqlmodel.select(RoleRow).where(RoleRow.ballot_id == ballot_id)


def _fold_tallies(session: Session, ballot_id: int) -> None:
    """Totals stay, workplaces go: a small one would point at persons."""
    totals: dict[counters.Cell, int] = {}
    for (_, standing), count in counters.by_standing(session, ballot_id).items():
        totals["", standing] = totals.get(("", standing), 0) + count
    session.connection().execute(
        delete(TallyRow).where(col(TallyRow.ballot_id) == ballot_id)
    )
    counters.shift_tally(session, ballot_id, totals)


def member(session: Session, found: Member) -> None:
    """Everything about one member; the counts follow."""
    members.change(session, found, out_reason="erased", band=None, due_at=None)
    gone = members.get(session, found.id)
    for table in _children_first():
        if "member_id" in table.c:
            theirs = table.c.member_id == found.id
            session.connection().execute(delete(table).where(theirs))
    for role in session.exec(_roles(found.ballot_id)):
        if role.own_member_id == found.id:
            role.own_member_id = role.own_hash = role.workplace = None
    session.flush()
    table = SQLModel.metadata.tables["member"]
    session.connection().execute(delete(table).where(table.c.id == found.id))
    members.forget(session, gone)
    session.expire_all()


def wants_scrub(session: Session, *, wanted: bool) -> None:
    """Rows were erased: the file is to be cleaned of their traces."""
    session.merge(MemoRow(name=_SCRUB, value={"wanted": wanted}))


def scrub_wanted(session: Session) -> bool:
    """Whether erased rows may still leave traces in the file."""
    memo = session.get(MemoRow, _SCRUB)
    return bool(memo and memo.value.get("wanted"))


TRIES = 20
PAUSE = 0.1
Write = Callable[[Callable[[Any], None]], None]


class NotScrubbed(Exception):
    """Somebody else reads the database without end; it is tried again later."""


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
    """Readers of an older state hold the log for a moment; raises NotScrubbed."""
    for _ in range(TRIES):
        busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return
        time.sleep(PAUSE)
    raise NotScrubbed


def server(engine: Engine, write: Write) -> None:
    """Rewrite PostgreSQL's tables; archived logs and backups are its keeper's."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as line:
        line.exec_driver_sql("VACUUM FULL")
    write(_done)


def _done(session: Any) -> None:
    wants_scrub(session, wanted=False)
