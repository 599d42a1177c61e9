"""Questions to advocates whether they know a member nobody can reach."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, or_, select

from bot.rules.ballot.ballot import Ballot
from storage import ballots
from storage.statements import row_values
from storage.tables import AskedRow, BallotRow, MemberRow
from storage.types import UtcDateTime

# Spelled as in the partial index, or SQLite would not use it.
UNREACHABLE = text("out_reason = 'no working channel'")


ANY = """
ballot.id IN (
  SELECT member.ballot_id
  -- In this order, from the few members nobody can reach.
  FROM member CROSS JOIN role CROSS JOIN person CROSS JOIN ballot AS of_member
  WHERE member.out_reason = 'no working channel' AND member.holder IS NULL
    AND role.ballot_id = member.ballot_id AND role.workplace = member.workplace
    AND role.role IN ('advocate', 'organiser', 'owner')
    AND role.frozen_at IS NULL AND role.promised_at IS NOT NULL AND NOT role.muted
    AND (role.away_until IS NULL OR role.away_until <= :now)
    AND (role.own_member_id IS NULL OR role.own_member_id <> member.id)
    AND person.id = role.person_id AND person.started AND person.blocked_at IS NULL
    AND of_member.id = member.ballot_id
    AND of_member.frozen_at IS NULL AND of_member.closed_at IS NULL
    AND NOT EXISTS (
      SELECT 1 FROM asked WHERE asked.member_id = member.id
        AND (asked.person_id = role.person_id OR asked.ended_at IS NULL))
    AND NOT EXISTS (
      SELECT 1 FROM asked WHERE asked.person_id = role.person_id
        AND asked.ballot_id = role.ballot_id AND asked.ended_at IS NULL))
"""
"""Which ballots have a member nobody can reach, and an advocate to be asked."""
_any = text(ANY).bindparams(bindparam("now", type_=UtcDateTime()))


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
    return row_values.value(Asked, row)


def get(session: Session, asked_id: int) -> Asked:
    """Get the question with this id."""
    return row_values.value(Asked, session.get_one(AskedRow, asked_id))


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
    return [row_values.value(Asked, row) for row in session.exec(query)]


def next_for(
    session: Session,
    ballot_id: int,
    person_id: int,
    workplace: str,
    themselves: int | None,
) -> int | None:
    """Find a member nobody can reach of this workplace, not asked of them yet.

    Nobody is asked about `themselves`.
    """
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
            MemberRow.id != (themselves or 0),
        )
        .order_by(col(MemberRow.id))
    )
    return session.exec(query).first()


def ballots_to_ask_in(session: Session, now: dt.datetime) -> list[Ballot]:
    """List the ballots with somebody to ask and somebody to ask about."""
    query = select(BallotRow).where(_any)
    found = session.exec(query, params={"now": now}).all()
    return [ballots.get(session, row.id) for row in found]
