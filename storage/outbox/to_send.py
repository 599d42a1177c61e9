"""What is to be sent: put, withdrawn, moved with its group, counted."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Unpack

from sqlmodel import Session, col, delete, func, select, update

from storage.outbox import outbox_entry
from storage.statements import inserts, sessions
from storage.tables import OutboxRow

_table = outbox_entry.TABLE
_new = inserts.Insert(OutboxRow, "id")
_WHEN = ("send_at", "drop_at", "once", "silent", "key")
"""Options that are columns of their own."""


def put(
    session: Session,
    chat_id: int,
    kind: str,
    ending: Mapping[str, Any],
    now: dt.datetime,
    **options: Unpack[outbox_entry.Options],
) -> int:
    """Queue a message and return its id; a `key` already used returns that row's."""
    values = _values(chat_id, kind, ending, now, options)
    entry_id: int | None = _new.insert(session, values)
    if entry_id is None:
        known = select(OutboxRow.id).where(OutboxRow.key == values["key"])
        entry_id = session.exec(known).one()
    return entry_id


def put_with_next(
    session: Session,
    chat_id: int,
    kind: str,
    ending: Mapping[str, Any],
    now: dt.datetime,
    **options: Unpack[outbox_entry.Options],
) -> None:
    """Queue a message whose id nobody needs, by one statement with those put next."""
    _new.insert_with_next(session, _values(chat_id, kind, ending, now, options))


def _values(
    chat_id: int,
    kind: str,
    ending: Mapping[str, Any],
    now: dt.datetime,
    options: outbox_entry.Options,
) -> dict[str, Any]:
    kept = {name: value for name, value in options.items() if name not in _WHEN}
    return {
        "chat_id": chat_id,
        "kind": kind,
        "about": {"ending": dict(ending), "options": kept},
        "created_at": now,
        "send_at": options.get("send_at", now),
        "drop_at": options.get("drop_at"),
        "once": options.get("once", False),
        "silent": options.get("silent", False),
        "key": options.get("key"),
        "state": outbox_entry.QUEUED,
        "tries": 0,
    }


def withdraw(session: Session, chat_id: int, kind: str) -> None:
    """Delete the rows of a kind that wait for a chat."""
    waits = (
        outbox_entry.OPEN,
        outbox_entry.WAITS,
        _table.c.chat_id == chat_id,
        _table.c.kind == kind,
    )
    sessions.connection(session).execute(delete(_table).where(*waits))


def follow_group(session: Session, old: int, new: int) -> None:
    """Move what waits for a group to its new id."""
    waits = (_table.c.chat_id == old, outbox_entry.OPEN)
    sessions.connection(session).execute(
        update(_table).where(*waits).values(chat_id=new)
    )


def is_queued(session: Session, entry_id: int) -> bool:
    """Whether this row still waits to be sent; it is rendered only then."""
    query = select(OutboxRow.state).where(OutboxRow.id == entry_id)
    return session.exec(query).first() == outbox_entry.QUEUED


def waiting(session: Session) -> int:
    """Count the rows that have not ended."""
    statement = select(func.count()).select_from(OutboxRow).where(outbox_entry.OPEN)
    return session.exec(statement).one()


def overdue(session: Session, now: dt.datetime) -> tuple[int, dt.datetime | None]:
    """Count the rows that are due and not sent, and find since when the first is."""
    statement = select(func.count(), func.min(OutboxRow.send_at)).where(
        outbox_entry.OPEN, col(OutboxRow.send_at) <= now
    )
    return session.exec(statement).one()
