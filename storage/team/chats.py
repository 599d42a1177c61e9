"""Groups the bot is in."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import TypedDict, Unpack

import sqlmodel
from sqlmodel import Session, col, select

from storage.nudges import nudges
from storage.outbox import to_send
from storage.statements import row_values
from storage.tables import ChatRow, RoleRow


@dataclass(frozen=True, slots=True)
class Chat:
    """A group: the ballot it is linked to, or None while it waits to be."""

    id: int
    kind: str
    ballot_id: int | None
    added_by: int | None
    added_at: dt.datetime
    linked_at: dt.datetime | None
    left_at: dt.datetime | None
    can_delete: bool
    told_rights: bool
    countdown_message: int | None
    trusted: bool
    join_key: str | None
    countdown_at: dt.datetime | None


def get(session: Session, chat_id: int) -> Chat | None:
    """Get the group with this Telegram id."""
    row = session.get(ChatRow, chat_id)
    return row_values.value(Chat, row) if row else None


def add(
    session: Session, chat_id: int, kind: str, added_by: int | None, now: dt.datetime
) -> Chat:
    """Add a group the bot was added to, for the first time or again."""
    row = session.get(ChatRow, chat_id)
    if row is None:
        row = ChatRow(id=chat_id, kind=kind, added_by=added_by, added_at=now)
        session.add(row)
    elif row.left_at is not None:
        row.left_at, row.ballot_id = None, None
        row.added_by, row.added_at = added_by, now
    session.flush()
    return row_values.value(Chat, row)


class Changes(TypedDict, total=False):
    """Fields of a group that change."""

    ballot_id: int
    linked_at: dt.datetime
    left_at: dt.datetime
    can_delete: bool
    told_rights: bool
    trusted: bool
    countdown_message: int | None
    countdown_at: dt.datetime


def update(session: Session, chat_id: int, **changes: Unpack[Changes]) -> None:
    """Change fields of a group: `update(s, -100, can_delete=True)`."""
    row = session.get_one(ChatRow, chat_id)
    for name, what in changes.items():
        setattr(row, name, what)
    session.flush()


def linked(session: Session, ballot_id: int) -> list[Chat]:
    """List the groups of a ballot."""
    query = select(ChatRow).where(
        ChatRow.ballot_id == ballot_id, col(ChatRow.left_at).is_(None)
    )
    return [row_values.value(Chat, row) for row in session.exec(query)]


def ever_linked(session: Session, ballot_id: int) -> list[Chat]:
    """List the groups of a ballot, with those the bot was removed from."""
    query = select(ChatRow).where(ChatRow.ballot_id == ballot_id)
    return [row_values.value(Chat, row) for row in session.exec(query)]


def unlinked(session: Session) -> list[Chat]:
    """List the groups that are not linked yet."""
    query = select(ChatRow).where(
        col(ChatRow.ballot_id).is_(None), col(ChatRow.left_at).is_(None)
    )
    return [row_values.value(Chat, row) for row in session.exec(query)]


def migrate(session: Session, old: int, new: int) -> None:
    """Change a group's stored ids after it became a supergroup (P9).

    Of one that had become it before, and was met anew by a late word, nothing is kept.
    """
    row = session.get(ChatRow, old, with_for_update=True)
    if row is None:
        return  # another, who learnt of it too, has just done so
    kept = row.model_dump(exclude={"id", "kind", "grew_from"})
    session.delete(row)
    session.flush()
    if grown_from(session, old) is None:
        session.merge(ChatRow(id=new, kind="supergroup", grew_from=old, **kept))
    nudges.follow_group(session, old, new)
    vouched = sqlmodel.update(RoleRow).where(col(RoleRow.group_id) == old)
    session.exec(vouched.values(group_id=new))
    to_send.follow_group(session, old, new)
    session.flush()


def grown_from(session: Session, old: int) -> int | None:
    """Find the supergroup that this group became."""
    return session.exec(select(ChatRow.id).where(ChatRow.grew_from == old)).first()


def join_key(session: Session, chat_id: int) -> str:
    """Get the key of this group's join button; make it the first time."""
    row = session.get_one(ChatRow, chat_id)
    if row.join_key is None:
        row.join_key = secrets.token_urlsafe(12)
        session.flush()
    return row.join_key


def joined_by(session: Session, key: str) -> Chat | None:
    """Find the group with this join key; "join" is enough if there is only one."""
    query = select(ChatRow).where(
        col(ChatRow.ballot_id).is_not(None), col(ChatRow.left_at).is_(None)
    )
    found = session.exec(query).all()
    if key == "join" and len(found) == 1:
        return row_values.value(Chat, found[0])
    named = (row_values.value(Chat, row) for row in found if row.join_key == key)
    return next(named, None)
