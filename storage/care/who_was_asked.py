"""Questions to advocates whether they know a member nobody can reach."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, or_, select

from storage import rows
from storage.tables import AskedRow, MemberRow

# Spelled as in the partial index, or SQLite would not use it.
UNREACHABLE = text("out_reason = 'no working channel'")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one advocate about one member."""

    id: int
    ballot_id: int
    member_id: int
    person_id: int
    at: dt.datetime
    knows: bool | None
    ended_at: dt.datetime | None


def add(
    session: Session, ballot_id: int, member_id: int, person_id: int, now: dt.datetime
) -> Asked:
    """Add a question to somebody."""
    row = AskedRow(
        ballot_id=ballot_id, member_id=member_id, person_id=person_id, at=now
    )
    session.add(row)
    session.flush()
    return rows.value(Asked, row)


def get(session: Session, asked_id: int) -> Asked:
    """Get the question with this id."""
    return rows.value(Asked, session.get_one(AskedRow, asked_id))


def end(
    session: Session, asked_id: int, now: dt.datetime, knows: bool | None = None
) -> None:
    """End a question: it was answered, or the answer is no longer needed."""
    row = session.get_one(AskedRow, asked_id)
    row.knows, row.ended_at = knows, now
    session.flush()


def busy(session: Session, ballot_id: int) -> set[int]:
    """Return the people with an unanswered question."""
    query = select(AskedRow.person_id).where(
        AskedRow.ballot_id == ballot_id, col(AskedRow.ended_at).is_(None)
    )
    return set(session.exec(query))


def unanswered(session: Session, before: dt.datetime) -> list[Asked]:
    """List unanswered questions asked before then."""
    query = select(AskedRow).where(
        col(AskedRow.ended_at).is_(None), AskedRow.at <= before
    )
    return [rows.value(Asked, row) for row in session.exec(query)]


def next_for(
    session: Session, ballot_id: int, person_id: int, workplace: str
) -> int | None:
    """Find a member nobody can reach of this workplace, not asked of them yet."""
    not_again = select(AskedRow.member_id).where(
        or_(AskedRow.person_id == person_id, col(AskedRow.ended_at).is_(None))
    )
    query = (
        select(MemberRow.id)
        .where(
            UNREACHABLE,
            MemberRow.ballot_id == ballot_id,
            MemberRow.workplace == workplace,
            col(MemberRow.holder).is_(None),
            col(MemberRow.id).not_in(not_again),
        )
        .order_by(col(MemberRow.id))
    )
    return session.exec(query).first()


def any_unreachable(session: Session) -> list[int]:
    """List the ballots with members nobody can reach."""
    return list(session.exec(select(MemberRow.ballot_id).where(UNREACHABLE).distinct()))
