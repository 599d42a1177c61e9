"""Updates handled and set aside, and when Telegram last answered."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam, tuple_
from sqlmodel import Session, col, delete, select

from storage.statements import inserts, plain
from storage.tables import HandledRow, MemoRow, SetAsideRow

# After a quiet week Telegram restarts the ids at random; it redelivers for a day.
KEPT = dt.timedelta(days=3)
DAY = dt.timedelta(days=1)
_LAST = "last contact with telegram"
_ALIVE = "last sign of life"
_handled = inserts.Insert(HandledRow, "update_id")
_key = col(HandledRow.bot_id), col(HandledRow.update_id)
_old = col(HandledRow.at) < bindparam("before")
_PRUNE = plain.Statement(
    lambda _: (
        delete(HandledRow)
        .where(tuple_(*_key).in_(select(*_key).where(_old).limit(bindparam("limit"))))
        .returning(_key[1])
    )
)


def first_time(session: Session, bot_id: int, update_id: int, now: dt.datetime) -> bool:
    """Record an update with its effect; False if it took effect before (P3).

    Only the day is kept, as its end: the hour would tell who gave anonymous feedback.
    """
    today = now.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    values = {"bot_id": bot_id, "update_id": update_id, "at": today + DAY}
    return _handled.insert(session, values) is not None


def handled(session: Session, bot_id: int, update_ids: Collection[int]) -> set[int]:
    """Find which of these updates took effect before."""
    known = select(HandledRow.update_id).where(
        HandledRow.bot_id == bot_id, col(HandledRow.update_id).in_(update_ids)
    )
    return set(session.exec(known))


def set_aside(
    session: Session, bot_id: int, update_id: int, why: str, now: dt.datetime
) -> bool:
    """Give an update up for good; `why` is a code. False if it was handled before."""
    if not first_time(session, bot_id, update_id, now):
        return False
    session.add(SetAsideRow(bot_id=bot_id, update_id=update_id, at=now, why=why))
    session.flush()
    return True


def prune(session: Session, before: dt.datetime, limit: int) -> int:
    """Delete some update ids recorded before an instant; return how many."""
    return len(_PRUNE.run(session, {"before": before, "limit": limit}))


def record_contact(session: Session, now: dt.datetime) -> dt.datetime | None:
    """Record that Telegram answered; return when it did before, None the first time."""
    memo = session.get(MemoRow, _LAST)
    if memo is None:
        session.add(MemoRow(name=_LAST, value={"at": now.isoformat()}))
        return None
    before = dt.datetime.fromisoformat(memo.value["at"])
    memo.value = {"at": now.isoformat()}
    return before


def record_alive(session: Session, now: dt.datetime) -> None:
    """Record that the bot runs, which shows that something can be saved."""
    session.merge(MemoRow(name=_ALIVE, value={"at": now.isoformat()}))
