"""What people who may not see members passed on about them."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from bot.rules.member import Member
from storage.statements import row_values
from storage.tables import TellingRow


@dataclass(frozen=True, slots=True)
class Telling:
    """A name as typed and a draft of what they said, until an organiser matches it."""

    id: int
    ballot_id: int
    person_id: int
    at: dt.datetime
    name: str
    draft: dict[str, object]
    settled_at: dt.datetime | None
    member_id: int | None


def add(
    session: Session,
    ballot_id: int,
    person_id: int,
    name: str,
    draft: dict[str, object],
    now: dt.datetime,
) -> Telling:
    """Add what somebody passed on."""
    row = TellingRow(
        ballot_id=ballot_id, person_id=person_id, at=now, name=name, draft=draft
    )
    session.add(row)
    session.flush()
    return row_values.value(Telling, row)


def get(session: Session, telling_id: int) -> Telling:
    """Get what was passed on, by its id."""
    return row_values.value(Telling, session.get_one(TellingRow, telling_id))


def settle(
    session: Session, telling_id: int, member_id: int | None, now: dt.datetime
) -> None:
    """Settle it: an organiser matched it, or put it aside."""
    row = session.get_one(TellingRow, telling_id)
    row.settled_at, row.member_id = now, member_id
    session.flush()


def keep_reason(
    session: Session, member: Member, person_id: int, why: str, now: dt.datetime
) -> None:
    """Keep why an organiser lifted *do not contact*, with the member's other rows."""
    kept: dict[str, object] = {"lifted": why}
    row = add(session, member.ballot_id, person_id, member.full_name, kept, now)
    settle(session, row.id, member.id, now)


def unsettled(session: Session, ballot_id: int) -> list[Telling]:
    """List those no organiser has matched yet, the oldest first."""
    query = (
        select(TellingRow)
        .where(TellingRow.ballot_id == ballot_id, col(TellingRow.settled_at).is_(None))
        .order_by(col(TellingRow.id))
    )
    return [row_values.value(Telling, row) for row in session.exec(query)]
