"""Release members by time: lapsed leases, and promises kept too long."""

import datetime as dt

from sqlalchemy import ColumnElement, select, text, update
from sqlmodel import Session, SQLModel

from storage.queue import claims
from storage.tables import MemberRow

# Spelled as in the partial indexes, or SQLite would not use them.
_HELD = text("holder IS NOT NULL")
_FREE_AND_KEPT = text("holder IS NULL AND kept_for IS NOT NULL")
_members = SQLModel.metadata.tables["member"]
_member = _members.c
AT_ONCE = 1_000
"""Most members released at once; the next tick releases the rest."""


def of_ballot(
    session: Session, ballot_id: int, now: dt.datetime, kept: dt.datetime
) -> list[int]:
    """End a ballot's lapsed leases, and release members kept only until `kept`.

    Return those who kept them, to be told.
    """
    held = select(_member.id).where(
        _member.ballot_id == ballot_id,
        _member.holder.is_not(None),
        _member.lease_until <= now,
    )
    for member_id in session.connection().execute(held).scalars().all():
        claims.end(session, member_id, "lapsed", now)
    return [
        person
        for _, person in _unkept(
            session, _member.ballot_id == ballot_id, _member.kept_until <= kept
        )
    ]


def everywhere(session: Session, now: dt.datetime) -> list[tuple[int, int]]:
    """Do the same in every ballot, by the stored times: (ballot, who kept a member)."""
    held = select(_member.id).where(_HELD, _member.lease_until <= now).limit(AT_ONCE)
    for member_id in session.connection().execute(held).scalars().all():
        claims.end(session, member_id, "lapsed", now)
    return _unkept(session, _member.kept_until <= now)


def _unkept(session: Session, *which: ColumnElement[bool]) -> list[tuple[int, int]]:
    query = (
        select(_member.id, _member.ballot_id, _member.kept_for)
        .where(_FREE_AND_KEPT, *which)
        .limit(AT_ONCE)
    )
    found = session.connection().execute(query).all()
    if not found:
        return []
    free = update(_members).where(_member.id.in_([row.id for row in found]))
    session.connection().execute(free.values(kept_for=None, kept_until=None))
    session.expire_all()
    return [(row.ballot_id, row.kept_for) for row in found]


def one(session: Session, member_id: int) -> None:
    """Release a kept member to anybody."""
    row = session.get_one(MemberRow, member_id)
    row.kept_for = row.kept_until = None
    session.flush()
