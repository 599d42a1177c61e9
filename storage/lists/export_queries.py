"""Find the members of an export, as ids in the order they are written."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.lists.list_status import UNION
from bot.rules.queue.queue_rules import Probe
from storage.replies import contacts
from storage.tables import AuditRow, ContactRow, MemberRow

DETAILS = "contact changed"
"""Audit action of a corrected number or address; the detail is the field."""
NO_DETAILS = ("limits",)
"""Fields with the same audit action that are no number or address."""


def changed(
    session: Session, ballot_id: int, after: dt.datetime | None, until: dt.datetime
) -> list[int]:
    """List members of whom somebody recorded something between the instants."""
    found = _between(
        session,
        select(ContactRow.member_id).where(
            ContactRow.ballot_id == ballot_id,
            # The branch's reminder tells the union's system nothing, nor does the
            # union's own word.
            col(ContactRow.source).not_in((contacts.MAILING, UNION)),
        ),
        col(ContactRow.recorded_at),
        after,
        until,
    )
    return sorted(found | _audited(session, ballot_id, after, until, ()))


def corrected(
    session: Session, ballot_id: int, after: dt.datetime | None, until: dt.datetime
) -> list[int]:
    """List members whose number or address was corrected between the instants."""
    return sorted(_audited(session, ballot_id, after, until, NO_DETAILS))


def _audited(
    session: Session,
    ballot_id: int,
    after: dt.datetime | None,
    until: dt.datetime,
    without: Iterable[str],
) -> set[int]:
    query = select(AuditRow.member_id).where(
        AuditRow.ballot_id == ballot_id,
        AuditRow.action == DETAILS,
        col(AuditRow.detail).not_in(list(without)),
    )
    return _between(session, query, col(AuditRow.at), after, until)


def _between(
    session: Session,
    query: SelectOfScalar[Any],
    at: Mapped[dt.datetime],
    after: dt.datetime | None,
    until: dt.datetime,
) -> set[int]:
    query = query.where(at <= until)
    if after is not None:
        query = query.where(at > after)
    return {one for one in session.exec(query) if one is not None}


def free(
    session: Session, ballot_id: int, probes: Iterable[Probe], limit: int
) -> list[int]:
    """List due members whom nobody holds or keeps, in the order of the queue."""
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
