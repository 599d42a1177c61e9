"""Take what is due, for one sender only, and take back what its sender left."""

import datetime as dt
from functools import cache

from sqlalchemy import and_, bindparam, literal_column, or_
from sqlmodel import Session, SQLModel, func, select, update

from storage.outbox import outbox_entry
from storage.statements import plain, sessions
from storage.types import RowId

_table = outbox_entry.TABLE
_people = SQLModel.metadata.tables["person"]
_sending = and_(
    outbox_entry.OPEN, literal_column("state") == literal_column("'sending'")
)
LEASE = dt.timedelta(minutes=3)
"""How long a row belongs to its sender: longer than rendering and the call take."""


_language = (
    select(_people.c.language)
    .where(_people.c.telegram_id == _table.c.chat_id)
    .correlate(_table)
    .scalar_subquery()
    .label("language")
)
"""Read with a row that goes out: what changes until then counts."""


def due(
    session: Session, now: dt.datetime, limit: int, of_chat: int | None = None
) -> list[outbox_entry.Entry]:
    """List what may be sent now, oldest first: `limit` answers, then as many nudges.

    `of_chat`: at most so many in one chat, and the first of each chat before any
    second, so that none crowds the others out.
    """
    values = {"now": now, "most": limit, "of_chat": of_chat}
    entries: list[outbox_entry.Entry] = []
    for once in (False, True):
        found = _due(once=once, in_turn=of_chat is not None).run(session, values)
        entries += map(outbox_entry.from_columns, found)
    return entries


@cache
def _due(*, once: bool, in_turn: bool) -> plain.Statement:
    due = _table.c.send_at <= bindparam("now")
    waiting = (outbox_entry.OPEN, outbox_entry.WAITS, _table.c.once == once, due)
    order = (_table.c.send_at, _table.c.id)
    statement = select(*outbox_entry.COLUMNS).where(*waiting).limit(bindparam("most"))
    if not in_turn:
        return plain.Statement(lambda _: statement.order_by(*order))
    turn = func.row_number().over(partition_by=_table.c.chat_id, order_by=order)
    turns = select(_table.c.id, turn.label("turn")).where(*waiting).subquery()
    mine = and_(turns.c.id == _table.c.id, turns.c.turn <= bindparam("of_chat"))
    by_turn = statement.join(turns, mine).order_by(turns.c.turn, *order)
    return plain.Statement(lambda _: by_turn)


def next_at(session: Session, now: dt.datetime) -> dt.datetime | None:
    """Get when the first row after `now` is due."""
    found = _NEXT.run(session, {"now": now})
    return found[0][0] if found else None


_NEXT = plain.Statement(
    lambda _: (
        select(_table.c.send_at)
        .where(
            outbox_entry.OPEN, outbox_entry.WAITS, _table.c.send_at > bindparam("now")
        )
        .order_by(_table.c.send_at)
        .limit(1)
    )
)


def begin(
    session: Session, ids: list[int], now: dt.datetime
) -> list[outbox_entry.Entry]:
    """Mark rows as going out, as they stand now; those begun elsewhere are left out.

    Committed before the facts are looked at and the call leaves: a crash in between
    is seen, and nobody else looks or sends meanwhile.
    """
    values = {f"row{place}": entry_id for place, entry_id in enumerate(ids)}
    found = _beginning(len(ids)).run(session, {**values, "now": now})
    return sorted(
        map(outbox_entry.from_columns, found),
        key=lambda entry: (entry.send_at, entry.id),
    )


@cache
def _beginning(count: int) -> plain.Statement:
    ids = [bindparam(f"row{place}", type_=RowId) for place in range(count)]
    statement = (
        update(_table)
        .where(_table.c.id.in_(ids), _table.c.state == outbox_entry.QUEUED)
        .values(state=outbox_entry.SENDING, began_at=bindparam("now"))
        .returning(*outbox_entry.COLUMNS, _language)
    )
    return plain.Statement(lambda _: statement)


def release_sending(session: Session) -> None:
    """Release the rows being sent; only for who has the database alone."""
    sessions.connection(session).execute(
        update(_table).where(_sending).values(began_at=None)
    )


def recover(session: Session, now: dt.datetime) -> list[outbox_entry.Entry]:
    """Queue rows whose sender is gone; end and return those marked `once` instead.

    The second step of one that was opened is an edit, which may be repeated.
    A clock set back does not hold up what is queued or was begun before.
    """
    began, created = _table.c.began_at, _table.c.created_at
    expired = or_(began.is_(None), began <= now - LEASE, began > now + LEASE)
    caught = (_sending, expired)
    lost = (
        update(_table)
        .where(*caught, _table.c.once, _table.c.message_id.is_(None))
        .values(state=outbox_entry.UNKNOWN, ended_at=now, why="stopped while sending")
        .returning(*outbox_entry.COLUMNS)
    )
    connection = sessions.connection(session)
    entries = [outbox_entry.from_columns(row) for row in connection.execute(lost)]
    connection.execute(update(_table).where(*caught).values(state=outbox_entry.QUEUED))
    ahead = (
        outbox_entry.OPEN,
        outbox_entry.WAITS,
        created > now,
        _table.c.send_at == created,
    )
    connection.execute(update(_table).where(*ahead).values(created_at=now, send_at=now))
    return entries
