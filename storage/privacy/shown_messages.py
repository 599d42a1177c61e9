"""Messages other than cards that show a member, kept until they are deleted."""

import datetime as dt

from sqlalchemy import ColumnElement, select, tuple_
from sqlmodel import Session, SQLModel, delete

from storage.statements import inserts, sessions
from storage.tables import ShownRow

_table = SQLModel.metadata.tables["shown"]
_people = SQLModel.metadata.tables["person"]
_roles = SQLModel.metadata.tables["role"]
_new = inserts.Insert(ShownRow, "message_id")


def remember(session: Session, chat_id: int, message_id: int, now: dt.datetime) -> None:
    """Remember that a message in this private chat shows a member."""
    _new.insert(
        session, {"chat_id": chat_id, "message_id": message_id, "shown_at": now}
    )


def take(session: Session, chat_id: int) -> list[tuple[int, int]]:
    """Remove and return a chat's messages, as (chat, message), to be deleted."""
    return _take(session, _table.c.chat_id == chat_id)


def take_of_team(session: Session, ballot_id: int, limit: int) -> list[tuple[int, int]]:
    """Remove and return some of those in the chats of a ballot's people."""
    key = tuple_(_table.c.chat_id, _table.c.message_id)
    theirs = (
        select(*key)
        .join(_people, _people.c.telegram_id == _table.c.chat_id)
        .join(_roles, _roles.c.person_id == _people.c.id)
        .where(_roles.c.ballot_id == ballot_id)
    )
    return _take(session, key.in_(theirs.limit(limit)))


def take_before(
    session: Session, instant: dt.datetime, limit: int
) -> list[tuple[int, int]]:
    """Remove and return some of those of every chat shown until then."""
    key = tuple_(_table.c.chat_id, _table.c.message_id)
    old = select(*key).where(_table.c.shown_at <= instant).limit(limit)
    return _take(session, key.in_(old))


def _take(session: Session, which: ColumnElement[bool]) -> list[tuple[int, int]]:
    gone = delete(_table).where(which).returning(_table.c.chat_id, _table.c.message_id)
    return [
        (row.chat_id, row.message_id)
        for row in sessions.connection(session).execute(gone)
    ]
