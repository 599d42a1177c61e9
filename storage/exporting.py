"""Who stands in an export: by ids, in the order they leave."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select

from bot.rules.queue import Probe
from storage.tables import AuditRow, ContactRow, MemberRow

DETAILS = "contact changed"
"""What the audit log says of a corrected number or address."""


def changed(
    session: Session, ballot_id: int, after: dt.datetime | None, until: dt.datetime
) -> list[int]:
    """Members of whom people recorded something after the one instant, to the other."""
    found: set[int] = set()
    for member, at, where in (
        (ContactRow.member_id, ContactRow.recorded_at, ContactRow.ballot_id),
        (AuditRow.member_id, AuditRow.at, AuditRow.ballot_id),
    ):
        query = select(member).where(where == ballot_id, col(at) <= until)
        if after is not None:
            query = query.where(col(at) > after)
        if member is AuditRow.member_id:
            query = query.where(AuditRow.action == DETAILS)
        found |= {one for one in session.exec(query) if one is not None}
    return sorted(found)


def free(
    session: Session, ballot_id: int, probes: Iterable[Probe], limit: int
) -> list[int]:
    """Members who are due and whom nobody holds or keeps, as the queue would go."""
    found: list[int] = []
    for probe in probes:
        query = (
            select(MemberRow.id)
            .where(
                MemberRow.ballot_id == ballot_id,
                MemberRow.band == int(probe.band),
                col(MemberRow.due_at) <= probe.until,
                col(MemberRow.holder).is_(None),
                col(MemberRow.kept_for).is_(None),
            )
            .order_by(col(MemberRow.due_at), col(MemberRow.id))
            .limit(limit - len(found))
        )
        found += session.exec(query)
        if len(found) >= limit:
            break
    return found
