"""What is known of a member before a report counts, read in one statement."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists, select

from storage.replies import contacts
from storage.tables import CaseRow, ContactRow, MemberRow


@dataclass(frozen=True, slots=True)
class SoFar:
    """The contact logged last, the cases answered and not closed, and who else."""

    latest: contacts.Contact | None
    answered: Collection[int]
    others: bool
    """Whether somebody else who is rung on the same number is held."""


_rung = aliased(MemberRow)
_OTHERS = (
    exists()
    .where(
        col(_rung.ballot_id) == col(MemberRow.ballot_id),
        func.coalesce(col(_rung.mobile), col(_rung.phone))
        == func.coalesce(col(MemberRow.mobile), col(MemberRow.phone)),
        col(_rung.holder) > 0,  # so that the index finds them at once
        col(_rung.id) != col(MemberRow.id),
    )
    .correlate(MemberRow)
)
_LATEST = (
    select(ContactRow.id)
    .where(ContactRow.member_id == MemberRow.id)
    .correlate(MemberRow)
    .order_by(col(ContactRow.at).desc(), col(ContactRow.id).desc())
    .limit(1)
    .scalar_subquery()
)
_logged = aliased(ContactRow)
_OF = (
    select(
        _logged,
        CaseRow.id,
        _OTHERS,
    )
    .select_from(MemberRow)
    .outerjoin(_logged, col(_logged.id) == _LATEST)
    .outerjoin(
        CaseRow,
        (col(CaseRow.member_id) == col(MemberRow.id))
        & col(CaseRow.answered_at).is_not(None)
        & col(CaseRow.closed_at).is_(None),
    )
    .where(MemberRow.id == bindparam("member"))
)


def of(session: Session, member_id: int) -> SoFar:
    """Read it; the member is held already, so that nobody adds to it meanwhile."""
    found = session.exec(_OF, params={"member": member_id}).all()
    latest, _, others = found[0]
    answered = [case for _, case, _ in found if case is not None]
    return SoFar(contacts.value(latest) if latest else None, answered, bool(others))
