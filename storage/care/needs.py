"""Members who need an organiser."""

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.care.needs import OUT, Need
from bot.rules.member import Member
from storage import members
from storage.tables import MemberRow


def count(session: Session, ballot_id: int, need: Need) -> int:
    """Count the members with this need."""
    query = select(func.count()).select_from(_of(ballot_id, need).subquery())
    return session.exec(query).one()


def of_ballot(session: Session, ballot_id: int, need: Need, limit: int) -> list[Member]:
    """List the members with this need, by name."""
    query = _of(ballot_id, need)
    query = query.order_by(col(MemberRow.last_name), col(MemberRow.id)).limit(limit)
    return [members.get(session, one) for one in session.exec(query).all()]


def _of(ballot_id: int, need: Need) -> SelectOfScalar[int]:
    query = select(MemberRow.id).where(MemberRow.ballot_id == ballot_id)
    if need is Need.HELPS:
        return query.where(col(MemberRow.offers_help), ~col(MemberRow.do_not_contact))
    return query.where(MemberRow.out_reason == OUT[need].value)
