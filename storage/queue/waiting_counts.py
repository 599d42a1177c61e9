"""Counts for an empty queue: who waits, who is held, who needs an organiser."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session, col, func, select

from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from bot.rules.stats.availability import Held
from storage.tables import MemberRow

# Spelled as in the partial index, or SQLite would not use it.
_HELD = text("holder IS NOT NULL")
# Whoever is held has a lease. Asked for its time too, SQLite takes the index of the
# held; without statistics of the table it would go through the ballot's members.
_LEASED = col(MemberRow.lease_until) > dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
Ahead = dict[int, tuple[int, dt.datetime]]

NEEDS_ORGANISER = (Out.TRIED_OUT, Out.WHO_KNOWS, Out.CASE, Out.NO_PAPER)


def ahead(session: Session, ballot_id: int, bands: Sequence[int]) -> Ahead:
    """Count the members free in each of these bands, with the first due time."""
    query = (
        select(MemberRow.band, func.count(), func.min(MemberRow.due_at))
        .where(
            MemberRow.ballot_id == ballot_id,
            col(MemberRow.holder).is_(None),
            col(MemberRow.band).in_(bands),
        )
        .group_by(col(MemberRow.band))
    )
    return {
        band: (count, first)
        for band, count, first in session.exec(query)
        if band is not None and first is not None
    }


def held(session: Session, ballot_id: int, but: int) -> int:
    """Count the members held by others than this person."""
    query = select(func.count()).where(
        MemberRow.ballot_id == ballot_id, _HELD, _LEASED, MemberRow.holder != but
    )
    return session.exec(query).one()


def claims(session: Session, now: dt.datetime) -> int:
    """Count the members whom somebody holds, in all ballots together."""
    query = select(func.count()).where(_HELD, col(MemberRow.lease_until) > now)
    return session.exec(query).one()


def with_organiser(session: Session, ballot_id: int) -> int:
    """Count the members who need an organiser."""
    query = select(func.count()).where(
        MemberRow.ballot_id == ballot_id,
        col(MemberRow.out_reason).in_([out.value for out in NEEDS_ORGANISER]),
    )
    return session.exec(query).one()


def holding(session: Session, ballot_id: int) -> list[Held]:
    """List the held members, whoever holds them."""
    query = select(MemberRow.band, MemberRow.due_at, MemberRow.waiting).where(
        MemberRow.ballot_id == ballot_id, _HELD, _LEASED
    )
    return [
        Held(None if band is None else Band(band), due_at, waiting)
        for band, due_at, waiting in session.exec(query)
    ]
