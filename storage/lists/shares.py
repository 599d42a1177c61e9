"""Shares: members set aside for one rep, and how many answers came back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from storage.statements import row_values
from storage.tables import ContactRow, SharedRow, ShareRow


@dataclass(frozen=True, slots=True)
class Share:
    """One rep's share."""

    id: int
    ballot_id: int
    made_by: int | None
    rep: str
    person_id: int | None
    made_at: dt.datetime
    lapses_at: dt.datetime
    ended_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Progress:
    """A share, its number of members, and how many answers came back."""

    share: Share
    members: int
    back: int


def add(
    session: Session,
    member_ids: Iterable[int],
    *,
    ballot_id: int,
    made_by: int | None = None,
    rep: str,
    person_id: int | None = None,
    made_at: dt.datetime,
    lapses_at: dt.datetime,
) -> Share:
    """Add a share of these members for a rep."""
    row = ShareRow(
        ballot_id=ballot_id,
        made_by=made_by,
        rep=rep,
        person_id=person_id,
        made_at=made_at,
        lapses_at=lapses_at,
    )
    session.add(row)
    session.flush()
    for member_id in member_ids:
        session.add(SharedRow(share_id=row.id, member_id=member_id))
    session.flush()
    return row_values.value(Share, row)


def get(session: Session, share_id: int) -> Share | None:
    """Get the share with this id."""
    row = session.get(ShareRow, share_id)
    return row_values.value(Share, row) if row else None


def member_ids(session: Session, share_id: int) -> list[int]:
    """List the members of a share."""
    query = select(SharedRow.member_id).where(SharedRow.share_id == share_id)
    return list(session.exec(query))


def unanswered(session: Session, share_id: int) -> list[int]:
    """List the members of a share whose answers are not back."""
    query = select(SharedRow.member_id).where(
        SharedRow.share_id == share_id, col(SharedRow.back_at).is_(None)
    )
    return list(session.exec(query))


def keeps(session: Session, member_id: int, until: dt.datetime) -> bool:
    """Whether an open share sets this member aside until then."""
    query = select(ShareRow.id).where(
        col(ShareRow.id) == SharedRow.share_id,
        SharedRow.member_id == member_id,
        col(SharedRow.back_at).is_(None),
        col(ShareRow.ended_at).is_(None),
        ShareRow.lapses_at == until,
    )
    return session.exec(query).first() is not None


def list_open(session: Session, ballot_id: int) -> list[Progress]:
    """List the open shares of a ballot with how many answers came back."""
    back = func.count(col(SharedRow.back_at))
    query = (
        select(ShareRow, func.count(), back)
        .join(SharedRow, col(SharedRow.share_id) == col(ShareRow.id))
        .where(ShareRow.ballot_id == ballot_id, col(ShareRow.ended_at).is_(None))
        .group_by(col(ShareRow.id))
        .order_by(col(ShareRow.id))
    )
    return [
        Progress(row_values.value(Share, r), n, b) for r, n, b in session.exec(query)
    ]


def mark_back(
    session: Session, share_id: int, member_id: int, now: dt.datetime
) -> bool:
    """Record that an answer came back; False if not in the share, or back before."""
    row = session.get(SharedRow, (share_id, member_id))
    if row is None or row.back_at is not None:
        return False
    row.back_at = now
    session.flush()
    return True


def mark_recorded(session: Session) -> None:
    """Mark members as back whom their rep has recorded in the chat."""
    since = (
        select(func.min(ContactRow.recorded_at))
        .where(
            ContactRow.member_id == SharedRow.member_id,
            ContactRow.person_id == ShareRow.person_id,
            ContactRow.recorded_at >= ShareRow.made_at,
        )
        .scalar_subquery()
    )
    open_ = select(ShareRow.id).where(col(ShareRow.ended_at).is_(None))
    found = (
        select(SharedRow, since)
        .join(ShareRow, col(ShareRow.id) == col(SharedRow.share_id))
        .where(col(SharedRow.back_at).is_(None), col(ShareRow.id).in_(open_))
    )
    for row, at in session.exec(found).all():
        if at is not None:
            row.back_at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    session.flush()


def lapsed(session: Session, now: dt.datetime) -> list[Share]:
    """List the open shares whose time is over."""
    query = select(ShareRow).where(
        col(ShareRow.ended_at).is_(None), ShareRow.lapses_at <= now
    )
    return [row_values.value(Share, row) for row in session.exec(query)]


def end(session: Session, share_id: int, now: dt.datetime) -> None:
    """End a share."""
    session.get_one(ShareRow, share_id).ended_at = now
    session.flush()


def extend(session: Session, share_id: int, until: dt.datetime) -> None:
    """Extend a share until then."""
    session.get_one(ShareRow, share_id).lapses_at = until
    session.flush()
