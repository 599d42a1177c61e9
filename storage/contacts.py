"""Contacts: what was tried and said. The log only grows; a trigger holds it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, select

from bot.rules.outcomes import Outcome
from storage import rows
from storage.tables import ContactRow


@dataclass(frozen=True, slots=True)
class Contact:
    """One logged attempt with its outcome; `before` is the member as they stood."""

    id: int
    ballot_id: int
    member_id: int
    person_id: int | None
    by_name: str | None
    at: dt.datetime
    recorded_at: dt.datetime
    outcome: Outcome
    also: str
    method: str | None
    words: str
    source: str
    claim_id: int | None
    update_id: int | None
    undoes: int | None
    late: bool
    conflict: bool
    before: dict[str, object]


def _value(row: ContactRow) -> Contact:
    return rows.value(Contact, row, outcome=Outcome(row.outcome))


def log(session: Session, **fields: Any) -> Contact:
    """One more contact; the fields are those of Contact."""
    row = ContactRow(**fields)
    session.add(row)
    session.flush()
    return _value(row)


def get(session: Session, contact_id: int) -> Contact:
    """The contact with this id."""
    return _value(session.get_one(ContactRow, contact_id))


def of_member(session: Session, member_id: int, limit: int = 20) -> list[Contact]:
    """What was said by a member, the latest first."""
    query = (
        select(ContactRow)
        .where(ContactRow.member_id == member_id)
        .order_by(col(ContactRow.at).desc(), col(ContactRow.id).desc())
        .limit(limit)
    )
    return [_value(row) for row in session.exec(query)]


def last_of(session: Session, person_id: int, ballot_id: int) -> Contact | None:
    """The last contact a person recorded that has not been taken back."""
    undone = select(ContactRow.undoes).where(col(ContactRow.undoes).is_not(None))
    query = (
        select(ContactRow)
        .where(
            ContactRow.person_id == person_id,
            ContactRow.ballot_id == ballot_id,
            col(ContactRow.undoes).is_(None),
            col(ContactRow.id).not_in(undone),
        )
        .order_by(col(ContactRow.id).desc())
    )
    row = session.exec(query).first()
    return _value(row) if row else None


def is_undone(session: Session, contact_id: int) -> bool:
    """Whether this contact was taken back."""
    query = select(ContactRow.id).where(ContactRow.undoes == contact_id)
    return session.exec(query).first() is not None


def count_of(session: Session, person_id: int, ballot_id: int, outcome: Outcome) -> int:
    """How many members said this to a person."""
    query = select(func.count(func.distinct(ContactRow.member_id))).where(
        ContactRow.person_id == person_id,
        ContactRow.ballot_id == ballot_id,
        ContactRow.outcome == outcome,
        col(ContactRow.undoes).is_(None),
    )
    return session.exec(query).one()
