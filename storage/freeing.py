"""Letting go by time: lapsed leases, and promises that were kept too long."""

import datetime as dt

from sqlalchemy import text
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from storage import claims
from storage.tables import MemberRow

# Spelled as in the partial indexes, or SQLite would not use them.
_HELD = text("holder IS NOT NULL")
_FREE_AND_KEPT = text("holder IS NULL AND kept_for IS NOT NULL")


def of_ballot(
    session: Session, ballot_id: int, now: dt.datetime, kept: dt.datetime
) -> list[int]:
    """Let lapsed leases end, and promises nobody touched in time go to anybody.

    Those who kept them until then are returned, to be told.
    """
    held = select(MemberRow.id).where(
        MemberRow.ballot_id == ballot_id,
        col(MemberRow.holder).is_not(None),
        col(MemberRow.lease_until) <= now,
    )
    for member_id in session.exec(held).all():
        claims.end(session, member_id, "lapsed", now)
    unkept = select(MemberRow).where(
        MemberRow.ballot_id == ballot_id,
        col(MemberRow.holder).is_(None),
        col(MemberRow.kept_for).is_not(None),
        col(MemberRow.kept_until) <= kept,
    )
    return _unkept(session, unkept)


def everywhere(session: Session, now: dt.datetime) -> list[tuple[int, int]]:
    """The same for every ballot, by what is stored: (ballot, who kept a member)."""
    held = select(MemberRow.id).where(_HELD, col(MemberRow.lease_until) <= now)
    for member_id in session.exec(held).all():
        claims.end(session, member_id, "lapsed", now)
    unkept = (_FREE_AND_KEPT, col(MemberRow.kept_until) <= now)
    places = select(MemberRow.ballot_id).where(*unkept).distinct()
    return [
        (ballot_id, person)
        for ballot_id in session.exec(places).all()
        for person in _unkept(
            session, select(MemberRow).where(*unkept, MemberRow.ballot_id == ballot_id)
        )
    ]


def _unkept(session: Session, query: SelectOfScalar[MemberRow]) -> list[int]:
    first = []
    for row in session.exec(query).all():
        if row.kept_for is not None:
            first.append(row.kept_for)
        row.kept_for = row.kept_until = None
    session.flush()
    return first


def one(session: Session, member_id: int) -> None:
    """A kept member goes to anybody."""
    row = session.get_one(MemberRow, member_id)
    row.kept_for = row.kept_until = None
    session.flush()
