"""Release members together: lapsed leases, and promises kept for long enough."""

import datetime as dt
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, TextClause, bindparam, select, text, update
from sqlmodel import Session, SQLModel

from bot.rules.ballot.phases import Phase
from storage.queue import claims
from storage.statements import plain, sessions
from storage.types import UtcDateTime

# Spelled as in the partial indexes, or SQLite would not use them.
_HELD = text("holder IS NOT NULL")
_FREE_AND_KEPT = text("holder IS NULL AND kept_for IS NOT NULL")
_members = SQLModel.metadata.tables["member"]
_member = _members.c
_shared = SQLModel.metadata.tables["shared"].c
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
_HURRIED = plain.Statement(
    lambda _: text(
        # In this order: else SQLite looks through all who are kept, in every ballot.
        "SELECT member.id, member.ballot_id, member.kept_for"
        " FROM ballot CROSS JOIN member"
        " WHERE ballot.phase = :phase AND member.ballot_id = ballot.id"
        " AND holder IS NULL AND kept_for IS NOT NULL AND kept_until <= :sooner"
        " LIMIT :most"
    ).bindparams(bindparam("sooner", type_=UtcDateTime()))
)
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
    found: Sequence[Sequence[int]] = sessions.connection(session).execute(until).all()
    if not found:
        now = sooner
        hurry = {"phase": Phase.LAST_DAYS, "sooner": sooner, "most": AT_ONCE}
        found = _HURRIED.run(session, hurry)
    return _unkept(session, found, now)


def _unkept(
    session: Session, found: Sequence[Sequence[int]], until: dt.datetime
) -> list[tuple[int, int]]:
    """Release these members, as (id, ballot, who kept them), if still kept so long."""
    if not found:
        return []
    these = _member.id.in_([member for member, _, _ in found])
    freed = _unkeep(session, these, _FREE_AND_KEPT, _member.kept_until <= until)
    return [(ballot, person) for member, ballot, person in found if member in freed]


def _unkeep(session: Session, *which: ColumnElement[bool] | TextClause) -> set[int]:
    """Release kept members to anybody, by one statement; return their ids.

    No counter counts who keeps somebody.
    """
    free = update(_members).where(*which)
    released = free.values(kept_for=None, kept_until=None).returning(_member.id)
    freed = set(sessions.connection(session).execute(released).scalars())
    session.expire_all()
    return freed


def these(session: Session, member_ids: Iterable[int]) -> None:
    """Release kept members to anybody."""
    _unkeep(session, _member.id.in_(list(member_ids)))


def of_person(session: Session, person_id: int, ballot_id: int) -> None:
    """Release all that a person keeps."""
    theirs = _member.kept_for == person_id, _member.ballot_id == ballot_id
    for where in (_FREE_AND_KEPT, _HELD):  # each has its index
        _unkeep(session, *theirs, where)


def of_share(session: Session, share_id: int) -> None:
    """Release the members of a share whose answers are not back."""
    waiting = select(_shared.member_id).where(
        _shared.share_id == share_id, _shared.back_at.is_(None)
    )
    _unkeep(session, _member.id.in_(waiting), _FREE_AND_KEPT)


def some_of_ballot(session: Session, ballot_id: int, limit: int) -> int:
    """Release some of the kept members of a ballot; return how many."""
    some = select(_member.id).where(_member.ballot_id == ballot_id, _FREE_AND_KEPT)
    return len(_unkeep(session, _member.id.in_(some.limit(limit))))
