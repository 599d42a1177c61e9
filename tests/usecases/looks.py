"""Looks into the database that the machine of claims compares."""

from sqlmodel import Session, col, func, select

from storage import people
from storage.tables import (
    CardRow,
    ClaimRow,
    ContactRow,
    HandledRow,
    MemberRow,
    OutboxRow,
)


def key(session: Session, who: int) -> str | None:
    person = people.met(session, who)
    assert person is not None
    newest = (
        select(CardRow.key)
        .where(CardRow.person_id == person.id)
        .order_by(col(CardRow.id).desc())
    )
    return session.exec(newest).first()


def picture(session: Session) -> tuple[object, ...]:
    """Everything that an effect could touch."""
    rows = session.exec(select(MemberRow).order_by(col(MemberRow.id)))
    return (
        [row.model_dump() for row in rows],
        session.exec(select(func.count(ContactRow.id))).one(),
        session.exec(select(func.count(ClaimRow.id))).one(),
        session.exec(select(func.count(OutboxRow.id))).one(),
        session.exec(select(func.count(HandledRow.update_id))).one(),
    )
