"""Release members by time: lapsed leases, and promises kept too long."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import bindparam, select, text, update
from sqlmodel import Session, SQLModel

from bot.rules.ballot.phases import Phase
from storage import members
from storage.queue import claims
from storage.statements import plain, sessions

# Spelled as in the partial indexes, or SQLite would not use them.
_HELD = text("holder IS NOT NULL")
_FREE_AND_KEPT = text("holder IS NULL AND kept_for IS NOT NULL")
_members = SQLModel.metadata.tables["member"]
_member = _members.c
_ballots = SQLModel.metadata.tables["ballot"]
AT_ONCE = 10
"""Most members released at once, so that other units of work come between."""
_LAPSED = plain.Statement(
    lambda _: select(_member.id).where(
        _member.ballot_id == bindparam("ballot"),
        _member.holder.is_not(None),
        _member.lease_until <= bindparam("now"),
    )
)
_KEPT = select(_member.id, _member.ballot_id, _member.kept_for).where(_FREE_AND_KEPT)
_KEPT_UNTIL = plain.Statement(
    lambda _: _KEPT.where(
        _member.ballot_id == bindparam("ballot"),
        _member.kept_until <= bindparam("until"),
    )
)


def of_ballot(
    session: Session, ballot_id: int, now: dt.datetime, kept: dt.datetime
) -> list[int]:
    """End a ballot's lapsed leases, and release members kept only until `kept`.

    Return those who kept them, to be told.
    """
    for (member_id,) in _LAPSED.run(session, {"ballot": ballot_id, "now": now}):
        claims.end_lapsed(session, member_id, now)
    found = _KEPT_UNTIL.run(session, {"ballot": ballot_id, "until": kept})
    return [person for _, person in _unkept(session, found, kept)]


def leases(session: Session, now: dt.datetime) -> bool:
    """End lapsed leases in every ballot; True where there may be more."""
    held = select(_member.id).where(_HELD, _member.lease_until <= now).limit(AT_ONCE)
    lapsed = sessions.connection(session).execute(held).scalars().all()
    for member_id in lapsed:
        claims.end_lapsed(session, member_id, now)
    return len(lapsed) == AT_ONCE


def kept(
    session: Session, now: dt.datetime, sooner: dt.datetime
) -> list[tuple[int, int]]:
    """Release some members kept long enough: (ballot, who kept one) of each.

    In the last posting days that is `sooner`.
    """
    until = _KEPT.where(_member.kept_until <= now).limit(AT_ONCE)
    found = sessions.connection(session).execute(until).all()
    released = _unkept(session, found, now)
    hurried = (
        _KEPT.join(_ballots, _ballots.c.id == _member.ballot_id)
        .where(_ballots.c.phase == Phase.LAST_DAYS, _member.kept_until <= sooner)
        .limit(AT_ONCE)
    )
    found = sessions.connection(session).execute(hurried).all()
    return released + _unkept(session, found, sooner)


def _unkept(
    session: Session, found: Sequence[Sequence[int]], until: dt.datetime
) -> list[tuple[int, int]]:
    """Release these members, as (id, ballot, who kept them), if still kept so long."""
    if not found:
        return []
    free = update(_members).where(
        _member.id.in_([member for member, _, _ in found]),
        _FREE_AND_KEPT,
        _member.kept_until <= until,
    )
    released = free.values(kept_for=None, kept_until=None).returning(_member.id)
    freed = set(sessions.connection(session).execute(released).scalars())
    session.expire_all()
    return [(ballot, person) for member, ballot, person in found if member in freed]


def one(session: Session, member_id: int) -> None:
    """Release a kept member to anybody."""
    row = members.to_change(session, member_id)
    row.kept_for = row.kept_until = None
    session.flush()
