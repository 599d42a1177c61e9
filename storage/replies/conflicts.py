"""Conflicting outcomes of one member that nobody has settled."""

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from bot.rules.lists.list_status import UNION
from storage.replies import contacts
from storage.tables import ContactRow

_later = aliased(ContactRow)
_SETTLES = exists().where(
    col(_later.member_id) == col(ContactRow.member_id),
    col(_later.id) > col(ContactRow.id),
    col(_later.source) != contacts.MAILING,
    or_(~col(_later.conflict), col(_later.source).in_((contacts.SETTLED, UNION))),
    *contacts.not_taken_back(_later),
)
"""A later outcome counts, or came from the union, or an organiser settled it."""
_UNSETTLED = (
    col(ContactRow.conflict),
    col(ContactRow.source) != contacts.SETTLED,
    # A rep's sheet that comes late only holds older outcomes: no conflict.
    col(ContactRow.by_name).is_(None),
    *contacts.not_taken_back(ContactRow),
    ~_SETTLES,
)


def unsettled(session: Session, ballot_id: int) -> list[int]:
    """List the contacts that contradict an earlier outcome, the oldest first."""
    query = (
        select(ContactRow.id)
        .where(ContactRow.ballot_id == ballot_id, *_UNSETTLED)
        .order_by(col(ContactRow.id))
    )
    return list(session.exec(query))


def is_unsettled(session: Session, contact_id: int) -> bool:
    """Whether this contact is an unsettled conflict."""
    query = select(ContactRow.id).where(ContactRow.id == contact_id, *_UNSETTLED)
    return session.exec(query).first() is not None
