"""Cases: members' questions and complaints."""

import datetime as dt
from dataclasses import dataclass
from typing import TypedDict, Unpack

from sqlalchemy import bindparam
from sqlmodel import Session, col, func, select

from bot.rules.replies.steps import COMPLAINTS
from storage.statements import by_key, plain, row_values
from storage.tables import CaseRow


@dataclass(frozen=True, slots=True)
class Case:
    """A question or complaint, from opening to close."""

    id: int
    ballot_id: int
    member_id: int | None
    kind: str
    words: str
    opened_at: dt.datetime
    opened_by: int | None
    owner: int | None
    reply_by: dt.datetime
    answered_at: dt.datetime | None
    answer: str
    closed_at: dt.datetime | None
    offered_until: dt.datetime | None
    reopened_at: dt.datetime | None

    @property
    def asked_at(self) -> dt.datetime:
        """When it was opened, or opened again."""
        return self.reopened_at or self.opened_at

    @property
    def settled_at(self) -> dt.datetime | None:
        """When it was answered, or else closed."""
        return self.answered_at or self.closed_at

    @property
    def awaits(self) -> bool:
        """Whether it waits for an answer."""
        return self.settled_at is None


_by_id = by_key.Values(CaseRow, row_values.names(Case), lambda values: Case(*values))
_OF_MEMBER = plain.Statement(
    lambda _: (
        select(*(col(getattr(CaseRow, name)) for name in row_values.names(Case)))
        .where(CaseRow.member_id == bindparam("member"))
        .order_by(col(CaseRow.id).desc())
    )
)


def add(
    session: Session,
    ballot_id: int,
    member_id: int | None,
    kind: str,
    words: str,
    opened_by: int | None,
    now: dt.datetime,
    reply_by: dt.datetime,
) -> Case:
    """Open a case."""
    row = CaseRow(
        ballot_id=ballot_id,
        member_id=member_id,
        kind=kind,
        words=words,
        opened_at=now,
        opened_by=opened_by,
        reply_by=reply_by,
    )
    session.add(row)
    session.flush()
    return row_values.value(Case, row)


def get(session: Session, case_id: int) -> Case:
    """Get the case with this id."""
    return _by_id.get(session, case_id)


def find(session: Session, case_id: int) -> Case | None:
    """Find the case with this id, if there is one."""
    return _by_id.find(session, case_id)


class Changes(TypedDict, total=False):
    """Fields of a case that change."""

    kind: str
    owner: int
    reply_by: dt.datetime
    nudge_at: dt.datetime | None
    answer: str
    answered_at: dt.datetime | None
    closed_at: dt.datetime | None
    offered_until: dt.datetime | None
    reopened_at: dt.datetime | None


def update(session: Session, case_id: int, **changes: Unpack[Changes]) -> None:
    """Change fields of a case."""
    row = session.get_one(CaseRow, case_id)
    for name, what in changes.items():
        setattr(row, name, what)
    session.flush()


def still_open(session: Session, ballot_id: int) -> list[Case]:
    """List the open cases, by when they are to be answered."""
    query = (
        select(CaseRow)
        .where(CaseRow.ballot_id == ballot_id, col(CaseRow.closed_at).is_(None))
        .order_by(col(CaseRow.reply_by), col(CaseRow.id))
    )
    return [row_values.value(Case, row) for row in session.exec(query)]


def of_ballot(session: Session, ballot_id: int) -> list[Case]:
    """List all cases of a ballot, in the order they were opened."""
    query = select(CaseRow).where(CaseRow.ballot_id == ballot_id)
    found = session.exec(query.order_by(col(CaseRow.opened_at), col(CaseRow.id)))
    return [row_values.value(Case, row) for row in found]


def settled(session: Session, ballot_id: int, limit: int) -> list[Case]:
    """List the cases answered or closed last."""
    at = func.coalesce(CaseRow.answered_at, CaseRow.closed_at)
    query = select(CaseRow).where(CaseRow.ballot_id == ballot_id, at.is_not(None))
    query = query.order_by(at.desc(), col(CaseRow.id)).limit(limit)
    return [row_values.value(Case, row) for row in session.exec(query)]


def complaints(session: Session, ballot_id: int, limit: int) -> list[Case]:
    """List complaints and upset members, the latest first."""
    query = select(CaseRow).where(
        CaseRow.ballot_id == ballot_id, col(CaseRow.kind).in_(COMPLAINTS)
    )
    query = query.order_by(col(CaseRow.id).desc()).limit(limit)
    return [row_values.value(Case, row) for row in session.exec(query)]


def count_complaints(session: Session, ballot_id: int) -> int:
    """Count complaints and upset members."""
    query = select(func.count()).select_from(CaseRow)
    of_kind = col(CaseRow.kind).in_(COMPLAINTS)
    return session.exec(query.where(CaseRow.ballot_id == ballot_id, of_kind)).one()


def count_settled(session: Session, ballot_id: int) -> int:
    """Count the cases that were answered or closed."""
    at = func.coalesce(CaseRow.answered_at, CaseRow.closed_at)
    query = select(func.count()).select_from(CaseRow)
    return session.exec(
        query.where(CaseRow.ballot_id == ballot_id, at.is_not(None))
    ).one()


def no_longer_offered(session: Session, now: dt.datetime) -> list[Case]:
    """List the cases whose ready answer nobody took in time."""
    query = select(CaseRow).where(col(CaseRow.offered_until) <= now)
    return [row_values.value(Case, row) for row in session.exec(query)]


def of_member(session: Session, member_id: int) -> list[Case]:
    """List the cases of a member, the latest first."""
    found = _OF_MEMBER.once(session, {"member": member_id})
    return [Case(*values) for values in found]
