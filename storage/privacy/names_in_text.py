"""Check whether a text names a member of the ballot; nothing of it is logged."""

from sqlmodel import Session, col, or_, select

from bot.rules.privacy.leaks import Traces
from storage.tables import MemberRow


def names_a_member(session: Session, ballot_id: int, found: Traces) -> bool:
    """Whether a number, an address or a full name in the text is a member's."""
    return _by_number(session, ballot_id, found) or _by_name(session, ballot_id, found)


def _by_number(session: Session, ballot_id: int, found: Traces) -> bool:
    if not found.numbers and not found.addresses:
        return False
    query = select(MemberRow.id).where(
        MemberRow.ballot_id == ballot_id,
        or_(
            col(MemberRow.mobile).in_(found.numbers),
            col(MemberRow.phone).in_(found.numbers),
            col(MemberRow.membership_number).in_(found.numbers),
            col(MemberRow.personal_email).in_(found.addresses),
            col(MemberRow.work_email).in_(found.addresses),
        ),
    )
    return session.exec(query.limit(1)).first() is not None


def _by_name(session: Session, ballot_id: int, found: Traces) -> bool:
    """Look last names up as typed, in upper case and in title case."""
    words = {
        form for word in found.words for form in (word, word.title(), word.upper())
    }
    if len(found.words) < 2:
        return False
    query = select(
        MemberRow.first_name, MemberRow.preferred_name, MemberRow.last_name
    ).where(MemberRow.ballot_id == ballot_id, col(MemberRow.last_name).in_(words))
    pairs = found.pairs
    return any(
        (name.casefold(), last.casefold()) in pairs
        for first, preferred, last in session.exec(query)
        for name in (first, preferred)
        if name
    )
