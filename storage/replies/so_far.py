"""What is known of a member before a report counts, read in one statement."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, exists

from storage.replies import contacts
from storage.statements import plain
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
    select(col(ContactRow.id))
    .where(col(ContactRow.member_id) == MemberRow.id)
    .correlate(MemberRow)
    .order_by(col(ContactRow.at).desc(), col(ContactRow.id).desc())
    .limit(1)
    .scalar_subquery()
)
_logged = aliased(ContactRow)
_known = (
    select(col(CaseRow.id), _OTHERS, *contacts.columns_of(_logged))
    .select_from(MemberRow)
    .outerjoin(_logged, col(_logged.id) == _LATEST)
    .outerjoin(
        CaseRow,
        (col(CaseRow.member_id) == col(MemberRow.id))
        & col(CaseRow.answered_at).is_not(None)
        & col(CaseRow.closed_at).is_(None),
    )
    .where(col(MemberRow.id) == bindparam("member"))
)
_OF = plain.Statement(lambda _: _known)


def of(session: Session, member_id: int) -> SoFar:
    """Read it; the member is held already, so that nobody adds to it meanwhile."""
    found = _OF.run(session, {"member": member_id})
    _, others, *latest = found[0]
    logged = None if latest[0] is None else contacts.from_columns(latest)
    answered = [case for case, *_ in found if case is not None]
    return SoFar(logged, answered, bool(others))
