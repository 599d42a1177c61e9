"""Planned nudges: one row for a ballot, kind, recipient and slot, for ever (P10)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from sqlalchemy import bindparam, func, or_, select, text, update
from sqlalchemy.exc import NoResultFound
from sqlmodel import Session, SQLModel

from bot.rules.nudges.planned_nudge import Kind, PlannedNudge
from storage.statements import inserts, plain, sessions
from storage.tables import NudgeRow

PLANNED, QUEUED = "planned", "queued"
SENT, SKIPPED, UNKNOWN = "sent", "skipped", "unknown"
AT_ONCE = 10
"""Most nudges planned by one statement."""
_table = SQLModel.metadata.tables["nudge"]
_people = SQLModel.metadata.tables["person"]
_person = _people.c
_new = inserts.Insert(NudgeRow, "id")
# Spelled as in the partial index, or SQLite would not use it.
_planned = text("state = 'planned'")
_this = _table.c.id == bindparam("nudge")
_due = _table.c.send_at <= bindparam("now")
_COLUMNS = (
    *(_table.c.id, _table.c.ballot_id, _table.c.kind, _table.c.recipient),
    *(_table.c.slot, _table.c.send_at, _table.c.until, _table.c.about),
    *(_table.c.state, _table.c.ended_at, _table.c.why),
)
_GET = plain.Statement(lambda _: select(*_COLUMNS).where(_this))
_END = plain.Statement(
    lambda _: (
        update(_table)
        .where(_this)
        .values(
            state=bindparam("ending"),
            why=bindparam("why_not"),
            ended_at=bindparam("now"),
        )
        .returning(*_COLUMNS)
    )
)
_GONE_SINCE = plain.Statement(
    lambda _: select(func.count()).where(
        _table.c.recipient == bindparam("recipient"),
        _table.c.ballot_id == bindparam("ballot"),
        _table.c.send_at >= bindparam("since"),
        or_(_table.c.state == SENT, _table.c.state == UNKNOWN),
        _table.c.id != bindparam("nudge"),
    )
)
_DUE = (
    select(*_COLUMNS, func.coalesce(_person.telegram_id, _table.c.recipient))
    .join(_people, _person.id == _table.c.recipient, isouter=True)
    .where(_planned, _due)
    .order_by(_table.c.send_at, _table.c.id)
    .limit(bindparam("limit"))
)
_FIRST = (
    select(_table.c.id, _table.c.until)
    .where(_planned, _due)
    .order_by(_table.c.send_at, _table.c.id)
    .limit(bindparam("limit"))
    .subquery()
)
_LATE = select(_FIRST.c.id).where(_FIRST.c.until <= bindparam("now"))
_EXPIRE = plain.Statement(
    lambda _: (
        update(_table)
        .where(_table.c.id.in_(_LATE))
        .values(state=SKIPPED, why=bindparam("why_not"), ended_at=bindparam("now"))
        .returning(_table.c.id)
    )
)
_TAKE = plain.Statement(
    lambda _: (
        update(_table)
        .where(_this, _planned)
        .values(state=QUEUED)
        .returning(_table.c.id)
    )
)
_SET_ROW = plain.Statement(
    lambda _: update(_table).where(_this).values(outbox_id=bindparam("row"))
)


@dataclass(frozen=True, slots=True)
class Nudge:
    """A planned nudge as stored. `recipient` is a person's id or a group's chat id."""

    id: int
    plan: PlannedNudge
    recipient: int
    state: str
    ended_at: dt.datetime | None
    why: str | None


def _value(row: Sequence[Any]) -> Nudge:
    """Make a nudge from the values of `_COLUMNS`."""
    key, ballot, kind, recipient, slot, send_at, until, about, state, ended, why = row
    plan = PlannedNudge(
        ballot=ballot,
        kind=Kind(kind),
        slot=slot,
        send_from=send_at,
        send_until=until,
        person=None if recipient < 0 else recipient,
        about=about.get("about"),
    )
    return Nudge(key, plan, recipient, state, ended, why)


def plan(session: Session, nudges: Iterable[PlannedNudge], groups: list[int]) -> int:
    """Plan new nudges; one for a group goes to each of `groups`. Return how many."""
    found = [
        {
            "ballot_id": nudge.ballot,
            "kind": nudge.kind.value,
            "recipient": recipient,
            "slot": nudge.slot,
            "send_at": nudge.send_from,
            "until": nudge.send_until,
            "about": {} if nudge.about is None else {"about": nudge.about},
            "state": PLANNED,
        }
        for nudge in nudges
        for recipient in (groups if nudge.person is None else [nudge.person])
    ]
    return sum(
        len(_new.insert_all(session, found[start : start + AT_ONCE]))
        for start in range(0, len(found), AT_ONCE)
    )


def due(session: Session, now: dt.datetime, limit: int) -> list[tuple[Nudge, int]]:
    """List planned nudges that are due, the oldest first, and the chat of each."""
    found = sessions.connection(session).execute(_DUE, {"now": now, "limit": limit})
    return [(_value(row[:-1]), row[-1]) for row in found]


def expire(session: Session, now: dt.datetime, why: str, limit: int) -> bool:
    """Skip those of the oldest due nudges whose period is over; True if there are.

    `limit`: how many of the oldest are looked at.
    """
    values = {"now": now, "why_not": why, "limit": limit}
    return bool(_EXPIRE.run(session, values))


def get(session: Session, nudge_id: int) -> Nudge:
    """Get the nudge with this id, as it stands now."""
    for row in _GET.run(session, {"nudge": nudge_id}):
        return _value(row)
    raise NoResultFound


class _Changes(TypedDict, total=False):
    state: str
    send_at: dt.datetime
    outbox_id: int | None
    why: str | None
    ended_at: dt.datetime


def _update(session: Session, nudge_id: int, **values: Unpack[_Changes]) -> None:
    statement = update(_table).where(_table.c.id == nudge_id).values(**values)
    sessions.connection(session).execute(statement)


def postpone(session: Session, nudge_id: int, until: dt.datetime) -> None:
    """Postpone a nudge until then."""
    _update(session, nudge_id, state=PLANNED, send_at=until, outbox_id=None)


def take(session: Session, nudge_id: int) -> bool:
    """Mark a nudge as queued; False if it was no longer planned."""
    return bool(_TAKE.run(session, {"nudge": nudge_id}))


def set_outbox_row(session: Session, nudge_id: int, outbox_id: int) -> None:
    """Set the outbox row of a nudge."""
    _SET_ROW.run(session, {"nudge": nudge_id, "row": outbox_id})


def end(
    session: Session, nudge_id: int, state: str, why: str | None, now: dt.datetime
) -> Nudge:
    """End a nudge as SENT, SKIPPED for a reason, or UNKNOWN; return it as it ends."""
    values = {"nudge": nudge_id, "ending": state, "why_not": why, "now": now}
    (row,) = _END.run(session, values)
    return _value(row)


def gone_since(session: Session, nudge: Nudge, since: dt.datetime) -> int:
    """Count the other nudges sent to this recipient since then."""
    whose = {"recipient": nudge.recipient, "ballot": nudge.plan.ballot}
    values = {**whose, "since": since, "nudge": nudge.id}
    return int(_GONE_SINCE.run(session, values)[0][0])


def last_of_kind(session: Session, nudge: Nudge) -> dt.datetime | None:
    """Get when the last other nudge of this kind went to this recipient."""
    statement = select(func.max(_table.c.ended_at)).where(
        _table.c.ballot_id == nudge.plan.ballot,
        _table.c.kind == nudge.plan.kind.value,
        _table.c.recipient == nudge.recipient,
        _table.c.state == SENT,
        _table.c.id != nudge.id,
    )
    last: dt.datetime | None = (
        sessions.connection(session).execute(statement).scalar_one()
    )
    return last


def log(session: Session, ballot_id: int, limit: int) -> list[Nudge]:
    """List the nudges of a ballot, the latest first."""
    statement = (
        select(*_COLUMNS)
        .where(_table.c.ballot_id == ballot_id)
        .order_by(_table.c.send_at.desc(), _table.c.id.desc())
        .limit(limit)
    )
    return [_value(row) for row in sessions.connection(session).execute(statement)]


def counts(session: Session, ballot_id: int) -> dict[tuple[str, str], int]:
    """Count the nudges of a ballot by (state, reason)."""
    why = func.coalesce(_table.c.why, "")
    statement = (
        select(_table.c.state, why, func.count())
        .where(_table.c.ballot_id == ballot_id)
        .group_by(_table.c.state, why)
    )
    found = sessions.connection(session).execute(statement)
    return {(state, why): count for state, why, count in found}


def sent_of_kind(session: Session, ballot_id: int, kind: Kind) -> int:
    """Count the nudges of a kind that were sent."""
    statement = select(func.count()).where(
        _table.c.ballot_id == ballot_id,
        _table.c.kind == kind.value,
        _table.c.state == SENT,
    )
    return sessions.connection(session).execute(statement).scalar_one()


def follow_group(session: Session, old: int, new: int) -> None:
    """Move a group's nudges to its new id, so that none is sent twice."""
    statement = update(_table).where(_table.c.recipient == old).values(recipient=new)
    sessions.connection(session).execute(statement)
