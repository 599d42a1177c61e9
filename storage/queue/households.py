"""Households: members of a ballot who are rung on one number."""

from sqlalchemy import bindparam, func
from sqlmodel import Session, col, select

from bot.rules.member import Member
from storage import members
from storage.queue.claim_statement import MOST_RUNG
from storage.statements import locks, plain
from storage.tables import MemberRow

_NUMBER = func.coalesce(col(MemberRow.mobile), col(MemberRow.phone))
_RUNG = plain.Statement(
    lambda _: (
        select(*members.COLUMNS)
        .where(
            MemberRow.ballot_id == bindparam("ballot"), bindparam("number") == _NUMBER
        )
        .limit(MOST_RUNG + 1)
    )
)


def others(session: Session, member: Member) -> list[Member]:
    """List the others who are rung on a member's number; nobody of a switchboard."""
    if member.number is None:
        return []
    rung = {"ballot": member.ballot_id, "number": member.number}
    found = [members.from_columns(row) for row in _RUNG.run(session, rung)]
    if len(found) > MOST_RUNG:
        return []
    return [one for one in found if one.id != member.id and one.number == member.number]


def with_another(session: Session, member: Member, person_id: int) -> bool:
    """Whether another person holds somebody who is rung on a member's number."""
    return any(one.holder not in (None, person_id) for one in others(session, member))


def lock(session: Session, member: Member) -> None:
    """Let nobody else take anybody of a household until the commit."""
    if member.number is not None:
        locks.hold(session, member.number, member.ballot_id)
