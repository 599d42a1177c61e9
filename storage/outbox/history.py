"""What the outbox still knows: what went out, and until when nothing may."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, col, delete, select, update

from storage.outbox import outbox_entry
from storage.statements import plain, sessions
from storage.tables import MemoRow, OutboxRow

_HALTED = "telegram asked to wait"
_table = outbox_entry.TABLE
_nudges = SQLModel.metadata.tables["nudge"]
_ENDED = plain.Statement(
    lambda _: (
        select(_table.c.id)
        .where(_table.c.ended_at < bindparam("before"))
        .limit(bindparam("limit"))
    )
)


def sent_since(
    session: Session, when: dt.datetime, kinds: Collection[str]
) -> list[tuple[int, str, dt.datetime]]:
    """List what went out of these kinds since then, in order: chat, kind and when."""
    statement = select(OutboxRow.chat_id, OutboxRow.kind, OutboxRow.ended_at).where(
        col(OutboxRow.ended_at) >= when,
        OutboxRow.state != outbox_entry.DROPPED,
        col(OutboxRow.kind).in_(kinds),
    )
    found = session.exec(statement.order_by(col(OutboxRow.ended_at)))
    return [tuple(row) for row in found]  # type: ignore[misc]


def record_halt(session: Session, until: dt.datetime) -> None:
    """Record until when Telegram asked to make no call."""
    session.merge(MemoRow(name=_HALTED, value={"until": until.isoformat()}))


def halted_until(session: Session) -> dt.datetime | None:
    """Return until when Telegram asked last to make no call; None if it never did."""
    memo = session.get(MemoRow, _HALTED)
    return dt.datetime.fromisoformat(memo.value["until"]) if memo else None


def message_of(session: Session, entry_id: int) -> int | None:
    """Find the message that a row became; None while it waits, or once it is pruned."""
    query = select(OutboxRow.message_id).where(OutboxRow.id == entry_id)
    return session.exec(query).first()


def prune(session: Session, before: dt.datetime, limit: int) -> int:
    """Delete some rows that ended before an instant; return how many."""
    ended = _ENDED.run(session, {"before": before, "limit": limit})
    if not ended:
        return 0
    old = [entry_id for (entry_id,) in ended]
    connection = sessions.connection(session)
    told = _nudges.c.outbox_id.in_(old)
    connection.execute(update(_nudges).where(told).values(outbox_id=None))
    return connection.execute(delete(_table).where(_table.c.id.in_(old))).rowcount
