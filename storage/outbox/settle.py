"""Settle what was sent: each row ends once, waits again, or is forgotten."""

import datetime as dt
from typing import TypedDict, Unpack

from sqlalchemy import BigInteger, ColumnElement, bindparam, case
from sqlmodel import Session, SQLModel, delete, func, update

from storage import scrub
from storage.outbox import outbox_entry
from storage.statements import plain, sessions

SURE_TRIES = 4
"""Tries that surely failed count up to this many: the pause grows no longer then."""
_table = outbox_entry.TABLE
_nudges = SQLModel.metadata.tables["nudge"]


class _Changes(TypedDict, total=False):
    state: str
    tries: ColumnElement[int]
    ended_at: dt.datetime
    why: str | None


def _update(session: Session, entry_id: int, **values: Unpack[_Changes]) -> None:
    statement = update(_table).where(_table.c.id == entry_id).values(**values)
    sessions.connection(session).execute(statement)


_this = update(_table).where(_table.c.id == bindparam("row"))
_message = bindparam("message", type_=BigInteger())
_OPENED = plain.Statement(lambda _: _this.values(message_id=_message))
_SENT = plain.Statement(
    lambda _: _this.values(
        state=outbox_entry.SENT,
        ended_at=bindparam("now"),
        why=None,
        message_id=func.coalesce(_message, _table.c.message_id),
    )
)


def mark_opened(session: Session, entry_id: int, message_id: int) -> None:
    """Save that a card's empty message was sent: its second step is under way."""
    _OPENED.run(session, {"row": entry_id, "message": message_id})


def mark_sent(
    session: Session, entry_id: int, message_id: int | None, now: dt.datetime
) -> None:
    """Record that Telegram accepted a message."""
    _SENT.run(session, {"row": entry_id, "message": message_id, "now": now})


def forget(session: Session, entry_id: int) -> None:
    """Delete a row, and soon what that leaves in the files: nothing tells of it."""
    connection = sessions.connection(session)
    told = _nudges.c.outbox_id == entry_id
    connection.execute(update(_nudges).where(told).values(outbox_id=None))
    connection.execute(delete(_table).where(_table.c.id == entry_id))
    scrub.request(session)


def requeue(session: Session, entry_id: int, why: str, *, unsure: bool) -> None:
    """Queue a row again, in its place: it was not sent, or may be sent twice.

    `unsure`: it may have arrived. Only such tries bring a row nearer to its last.
    """
    tries = _table.c.tries
    more = tries + 1 if unsure else case((tries < SURE_TRIES, tries + 1), else_=tries)
    _update(session, entry_id, state=outbox_entry.QUEUED, tries=more, why=why)


def mark_failed(
    session: Session, entry_id: int, state: str, why: str, now: dt.datetime
) -> None:
    """End a row as REFUSED by Telegram, UNKNOWN (nobody knows whether it arrived, and
    it must not be sent twice) or DROPPED as pointless; `why` is a code."""
    _update(session, entry_id, state=state, ended_at=now, why=why)
