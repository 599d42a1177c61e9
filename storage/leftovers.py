"""What has not left the program yet when its members are about to be purged."""

from sqlmodel import Session, col, func, select

from storage.tables import CaseRow, ContactRow, MemberRow


def open_cases(session: Session, ballot_id: int) -> int:
    """Cases that are not closed."""
    query = select(func.count()).where(
        CaseRow.ballot_id == ballot_id, col(CaseRow.closed_at).is_(None)
    )
    return session.exec(query).one()


def unkeyed(session: Session, ballot_id: int) -> int:
    """Members with an outcome that did not come from the union itself."""
    query = select(func.count()).where(
        MemberRow.ballot_id == ballot_id,
        col(MemberRow.outcome).is_not(None),
        MemberRow.source != "union",
    )
    return session.exec(query).one()


def corrected(session: Session, ballot_id: int) -> int:
    """Members of whom a number or address was found to be wrong."""
    query = select(func.count(func.distinct(ContactRow.member_id))).where(
        ContactRow.ballot_id == ballot_id, ContactRow.outcome == "wrong_contact"
    )
    return session.exec(query).one()
