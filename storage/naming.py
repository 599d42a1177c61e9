"""All names of a ballot at once, for looking one up."""

from sqlmodel import Session, col, select

from bot.rules.lookup import Named
from storage.tables import MemberRow


def of_ballot(session: Session, ballot_id: int) -> list[Named]:
    """Everybody of the ballot by name and number."""
    name = col(MemberRow.first_name) + " " + col(MemberRow.last_name)
    query = select(
        MemberRow.id, name, MemberRow.preferred_name, MemberRow.membership_number
    ).where(MemberRow.ballot_id == ballot_id)
    return [
        Named(id, full.strip(), preferred or "", number or "")
        for id, full, preferred, number in session.exec(query)
    ]
