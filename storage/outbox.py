"""The outbox: messages to send, as rows of ids and codes, never as text."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypedDict, Unpack

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    and_,
    bindparam,
    case,
    literal_column,
    or_,
    text,
)
from sqlmodel import Session, SQLModel, col, delete, func, select, update

from storage import rows, scrub
from storage.tables import MemoRow, OutboxRow
from storage.types import RowId

QUEUED, SENDING = "queued", "sending"
SENT, REFUSED, UNKNOWN, DROPPED = "sent", "refused", "unknown", "dropped"
GONE, TOO_OLD = "message gone", "message can't be edited"
"""Why an edit was refused, where the same can be said in a new message."""
NOT_ALLOWED = (
    "not enough rights",
    "have no rights to send",
    "chat_write_forbidden",
    "topic_closed",
)
"""Why a message to a group was refused, where nothing may be written there."""
SURE_TRIES = 4
"""Tries that surely failed count up to this many: the pause grows no longer then."""
_HALTED = "telegram asked to wait"
LEASE = dt.timedelta(minutes=3)
"""How long a row belongs to its sender: longer than rendering and the call take."""

_table = SQLModel.metadata.tables["outbox"]
_nudges = SQLModel.metadata.tables["nudge"]
_people = SQLModel.metadata.tables["person"]
_new = rows.Newcomer(OutboxRow, "id")
# Spelled as in the partial index, or SQLite would not use it.
_open = text("state IN ('queued', 'sending')")
_queued: ColumnElement[bool] = literal_column("state") == literal_column("'queued'")
_sending = and_(_open, literal_column("state") == literal_column("'sending'"))


class How(TypedDict, total=False):
    """Options of sending that differ from the default."""

    send_at: dt.datetime
    drop_at: dt.datetime
    """When the message becomes pointless."""
    once: bool
    """Never send it again, even if nobody knows whether it arrived."""
    silent: bool
    key: str | None
    """What was queued under this key is not queued again."""
    thread: int | None
    reply_to: int | None
    receiver: int
    """The one person of a group who sees it."""
    reply_to_ephemeral: int | None
    delete_after: int
    """Seconds."""
    ack: bool
    """Merge several that wait for one group into one line."""
    language: str
    """Of its reader, where that is not the person whose private chat it goes to."""
    remember: str
    """The name under which the id of its message is remembered."""
    forget: bool
    """Delete the row once it has ended, and its traces in the files."""


class Options(How, total=False):
    """The options with the message, button press or menu that a row is for."""

    message_id: int
    callback_id: str
    alert: bool
    url: str
    role: str
    shows: bool
    """A member may be seen in it."""


_WHEN = ("send_at", "drop_at", "once", "silent", "key")
"""Options that are columns of their own."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it says, by ids and codes, and how it is sent."""

    id: int
    chat_id: int
    kind: str
    ending: Mapping[str, Any] = field(repr=False)
    """The packed ending; empty where nothing is said."""
    options: Options = field(repr=False)
    created_at: dt.datetime
    send_at: dt.datetime
    drop_at: dt.datetime | None = None
    once: bool = False
    silent: bool = False
    tries: int = 0
    message_id: int | None = None
    opened_at: dt.datetime | None = None
    """When its first step ended and the second began; None before and after that."""
    language: str | None = None
    """Of its reader, once begun; None where nothing is known of it."""


_columns = (
    _table.c.about,
    *(_table.c[name] for name in Entry.__slots__ if name in _table.c),
)

_language = (
    select(_people.c.language)
    .where(_people.c.telegram_id == _table.c.chat_id)
    .correlate(_table)
    .scalar_subquery()
    .label("language")
)
"""Read with a row that goes out: what changes until then counts."""


_NAMES = tuple(column.name for column in _columns)


def _entry(row: Sequence[Any]) -> Entry:
    values = dict(zip((*_NAMES, "language"), row, strict=False))
    ending, options = split_about(values.pop("about"))
    of_chat = values.pop("language", None)
    language = options.get("language") or of_chat
    return Entry(**values, ending=ending, options=options, language=language)


def split_about(about: Any) -> tuple[Mapping[str, Any], Options]:
    """Split `about` into ending and options; older rows hold both in one mapping."""
    if "options" in about:
        return about["ending"], about["options"]
    return about, about


def put(
    session: Session,
    chat_id: int,
    kind: str,
    ending: Mapping[str, Any],
    now: dt.datetime,
    **options: Unpack[Options],
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
    **options: Unpack[Options],
) -> None:
    """Queue a message whose id nobody needs, by one statement with those put next."""
    _new.insert_with_next(session, _values(chat_id, kind, ending, now, options))


def _values(
    chat_id: int,
    kind: str,
    ending: Mapping[str, Any],
    now: dt.datetime,
    options: Options,
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
        "state": QUEUED,
        "tries": 0,
    }


def withdraw(session: Session, chat_id: int, kind: str) -> None:
    """Delete the rows of a kind that wait for a chat."""
    waits = (_open, _queued, _table.c.chat_id == chat_id, _table.c.kind == kind)
    session.connection().execute(delete(_table).where(*waits))


def due(
    session: Session, now: dt.datetime, limit: int, of_chat: int | None = None
) -> list[Entry]:
    """List what may be sent now, oldest first: `limit` answers, then as many nudges.

    `of_chat`: at most so many in one chat, and the first of each chat before any
    second, so that none crowds the others out.
    """
    values = {"now": now, "most": limit, "of_chat": of_chat}
    entries: list[Entry] = []
    for once in (False, True):
        found = _due(once=once, in_turn=of_chat is not None).run(session, values)
        entries += map(_entry, found)
    return entries


@cache
def _due(*, once: bool, in_turn: bool) -> rows.Plain:
    due = _table.c.send_at <= bindparam("now")
    waiting = (_open, _queued, _table.c.once == once, due)
    order = (_table.c.send_at, _table.c.id)
    statement = select(*_columns).where(*waiting).limit(bindparam("most"))
    if not in_turn:
        return rows.Plain(lambda _: statement.order_by(*order))
    turn = func.row_number().over(partition_by=_table.c.chat_id, order_by=order)
    turns = select(_table.c.id, turn.label("turn")).where(*waiting).subquery()
    mine = and_(turns.c.id == _table.c.id, turns.c.turn <= bindparam("of_chat"))
    by_turn = statement.join(turns, mine).order_by(turns.c.turn, *order)
    return rows.Plain(lambda _: by_turn)


def next_at(session: Session, now: dt.datetime) -> dt.datetime | None:
    """Get when the first row after `now` is due."""
    found = _NEXT.run(session, {"now": now})
    return found[0][0] if found else None


_NEXT = rows.Plain(
    lambda _: (
        select(_table.c.send_at)
        .where(_open, _queued, _table.c.send_at > bindparam("now"))
        .order_by(_table.c.send_at)
        .limit(1)
    )
)


def begin(session: Session, ids: list[int], now: dt.datetime) -> list[Entry]:
    """Mark rows as going out, as they stand now; those begun elsewhere are left out.

    Committed before the facts are looked at and the call leaves: a crash in between
    is seen, and nobody else looks or sends meanwhile.
    """
    values = {f"row{place}": entry_id for place, entry_id in enumerate(ids)}
    found = _beginning(len(ids)).run(session, {**values, "now": now})
    return sorted(map(_entry, found), key=lambda entry: (entry.send_at, entry.id))


@cache
def _beginning(count: int) -> rows.Plain:
    ids = [bindparam(f"row{place}", type_=RowId) for place in range(count)]
    statement = (
        update(_table)
        .where(_table.c.id.in_(ids), _table.c.state == QUEUED)
        .values(state=SENDING, began_at=bindparam("now"))
        .returning(*_columns, _language)
    )
    return rows.Plain(lambda _: statement)


class _Changes(TypedDict, total=False):
    state: str
    tries: ColumnElement[int]
    ended_at: dt.datetime
    why: str | None


def _update(session: Session, entry_id: int, **values: Unpack[_Changes]) -> None:
    statement = update(_table).where(_table.c.id == entry_id).values(**values)
    session.connection().execute(statement)


_this = update(_table).where(_table.c.id == bindparam("row"))
_message = bindparam("message", type_=BigInteger())
_OPENED = rows.Plain(lambda _: _this.values(message_id=_message))
_SENT = rows.Plain(
    lambda _: _this.values(
        state=SENT,
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
    connection = session.connection()
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
    _update(session, entry_id, state=QUEUED, tries=more, why=why)


def mark_failed(
    session: Session, entry_id: int, state: str, why: str, now: dt.datetime
) -> None:
    """End a row as REFUSED by Telegram, UNKNOWN (nobody knows whether it arrived, and
    it must not be sent twice) or DROPPED as pointless; `why` is a code."""
    _update(session, entry_id, state=state, ended_at=now, why=why)


def follow_group(session: Session, old: int, new: int) -> None:
    """Move what waits for a group to its new id."""
    waits = (_table.c.chat_id == old, _open)
    session.connection().execute(update(_table).where(*waits).values(chat_id=new))


def release_sending(session: Session) -> None:
    """Release the rows being sent; only for who has the database alone."""
    session.connection().execute(update(_table).where(_sending).values(began_at=None))


def recover(session: Session, now: dt.datetime) -> list[Entry]:
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
        .values(state=UNKNOWN, ended_at=now, why="stopped while sending")
        .returning(*_columns)
    )
    connection = session.connection()
    entries = [_entry(row) for row in connection.execute(lost)]
    connection.execute(update(_table).where(*caught).values(state=QUEUED))
    ahead = (_open, _queued, created > now, _table.c.send_at == created)
    connection.execute(update(_table).where(*ahead).values(created_at=now, send_at=now))
    return entries


def prune(session: Session, before: dt.datetime) -> int:
    """Delete rows that ended before an instant; return how many."""
    old = _table.c.ended_at < before
    connection = session.connection()
    told = _nudges.c.outbox_id.in_(select(_table.c.id).where(old))
    connection.execute(update(_nudges).where(told).values(outbox_id=None))
    return connection.execute(delete(_table).where(old)).rowcount


def sent_since(
    session: Session, when: dt.datetime, kinds: Collection[str]
) -> list[tuple[int, str, dt.datetime]]:
    """List what went out of these kinds since then, in order: chat, kind and when."""
    statement = select(OutboxRow.chat_id, OutboxRow.kind, OutboxRow.ended_at).where(
        col(OutboxRow.ended_at) >= when,
        OutboxRow.state != DROPPED,
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


def waiting(session: Session) -> int:
    """Count the rows that have not ended."""
    statement = select(func.count()).select_from(OutboxRow).where(_open)
    return session.exec(statement).one()


def overdue(session: Session, now: dt.datetime) -> tuple[int, dt.datetime | None]:
    """Count the rows that are due and not sent, and find since when the first is."""
    statement = select(func.count(), func.min(OutboxRow.send_at)).where(
        _open, col(OutboxRow.send_at) <= now
    )
    return session.exec(statement).one()


def message_of(session: Session, entry_id: int) -> int | None:
    """Find the message that a row became; None while it waits, or once it is pruned."""
    query = select(OutboxRow.message_id).where(OutboxRow.id == entry_id)
    return session.exec(query).first()


def is_queued(session: Session, entry_id: int) -> bool:
    """Whether this row still waits to be sent; it is rendered only then."""
    query = select(OutboxRow.state).where(OutboxRow.id == entry_id)
    return session.exec(query).first() == QUEUED
