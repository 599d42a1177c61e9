"""Find what may be due for a nudge, over all ballots, each by an index.

The cost depends on how much is due, not on the length of the lists.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import Executable, bindparam, func, or_, select, text, update
from sqlmodel import Session, SQLModel

from bot.rules.nudges.due import Held, Pledged, Ripe
from bot.rules.person import Role
from storage.statements import plain, sessions
from storage.tables import BallotRow, CaseRow

_tables = SQLModel.metadata.tables
_ballot, _case, _claim = (_tables[n].c for n in ("ballot", "member_case", "claim"))
_day, _member, _pledge = (_tables[n].c for n in ("day_tally", "member", "pledge"))
_role = _tables["role"].c

# Spelled as in the partial indexes, or SQLite would not use them.
_UNTOLD = text("kept_for IS NOT NULL AND NOT nudged")
_HELD = text("holder IS NOT NULL")
_FREE = text("holder IS NULL AND kept_for IS NOT NULL")
_UNANSWERED = text("answered_at IS NULL AND closed_at IS NULL")
_ROLES = plain.Statement(
    lambda _: (
        select(_role.person_id, _role.role)
        .where(_role.ballot_id == bindparam("ballot"))
        .order_by(_role.person_id)
    )
)


class RipeMember(NamedTuple):
    """A ripe promise or call-back, and whether its advocate is still active."""

    member: int
    ballot: int
    ripe: Ripe
    active: bool


class BallotDue(NamedTuple):
    """A ballot with a nudge due by its dates; `since` is None if not computed yet."""

    ballot: int
    created_at: dt.datetime
    since: dt.datetime | None


def _rows(session: Session, query: Executable) -> Iterator[Any]:
    yield from sessions.connection(session).execute(query)


def ballots(session: Session, now: dt.datetime, limit: int) -> list[BallotDue]:
    """List ballots whose next nudge date has come, or is not computed yet."""
    query = (
        select(_ballot.id, _ballot.created_at, _ballot.nudge_at)
        .where(
            or_(_ballot.nudge_at <= now, _ballot.nudge_at.is_(None)),
            _ballot.purged_at.is_(None),
        )
        .order_by(_ballot.nudge_at.is_not(None), _ballot.nudge_at)
        .limit(limit)
    )
    return [BallotDue(*row) for row in _rows(session, query)]


def set_next_date(session: Session, ballot_id: int, at: dt.datetime) -> None:
    """Set when the dates of this ballot next call for a nudge."""
    session.get_one(BallotRow, ballot_id).nudge_at = at


def with_role(
    session: Session, ballot_id: int, roles: Iterable[Role]
) -> tuple[int, ...]:
    """List the ids of the people of a ballot with one of these roles."""
    found = _ROLES.run(session, {"ballot": ballot_id})
    wanted = set(roles)
    return tuple(person for person, role in found if role in wanted)


def active_days(
    session: Session, ballot_id: int, first: dt.date, last: dt.date
) -> frozenset[dt.date]:
    """List the days on which anything was recorded."""
    query = select(_day.day).where(
        _day.ballot_id == ballot_id,
        _day.day >= first,
        _day.day <= last,
        _day.count > 0,
    )
    return frozenset(day for (day,) in _rows(session, query))


def ripe(
    session: Session, now: dt.datetime, active_since: dt.datetime, limit: int
) -> list[RipeMember]:
    """List promises and call-backs that are ripe and have no nudge planned."""
    query = (
        select(
            _member.id,
            _member.ballot_id,
            _member.kept_for,
            _member.due_at,
            _member.outcome_at,
            _role.active_at,
        )
        .join(
            _tables["role"],
            (_role.person_id == _member.kept_for)
            & (_role.ballot_id == _member.ballot_id),
        )
        .where(_UNTOLD, _member.due_at <= now)
        .order_by(_member.due_at)
        .limit(limit)
    )
    return [
        RipeMember(
            member,
            ballot,
            Ripe(person, max(due_at, said_at or due_at)),
            active_at is None or active_at >= active_since,
        )
        for member, ballot, person, due_at, said_at, active_at in _rows(session, query)
    ]


def mark_planned(session: Session, member_ids: list[int]) -> None:
    """Record that the nudge about these members is planned."""
    statement = update(_tables["member"]).where(_member.id.in_(member_ids))
    sessions.connection(session).execute(statement.values(nudged=True))


def lapsing(
    session: Session, after: dt.datetime, until: dt.datetime
) -> list[tuple[int, Held]]:
    """List claims whose lease ends after `after` and up to `until`."""
    query = (
        select(_member.ballot_id, _claim.id, _member.holder, _member.lease_until)
        .join(
            _tables["claim"],
            (_claim.member_id == _member.id) & _claim.ended_at.is_(None),
        )
        .where(
            _HELD,
            _member.lease_until > after,
            _member.lease_until <= until,
        )
    )
    return [
        (ballot, Held(claim, person, lease))
        for ballot, claim, person, lease in _rows(session, query)
    ]


def pledged(
    session: Session, after: dt.datetime, until: dt.datetime
) -> list[tuple[int, Pledged]]:
    """List pledges to be reminded of between the instants, known by their day."""
    query = select(
        _pledge.ballot_id, _pledge.day, _pledge.person_id, _pledge.remind_at
    ).where(_pledge.remind_at > after, _pledge.remind_at <= until)
    return [
        (ballot, Pledged(day.toordinal(), person, at))
        for ballot, day, person, at in _rows(session, query)
    ]


def overdue(
    session: Session, now: dt.datetime, limit: int
) -> list[tuple[int, int, dt.datetime]]:
    """List overdue cases not mentioned today, as (ballot, case, reply-by)."""
    since = func.coalesce(_case.nudge_at, _case.reply_by)
    query = (
        select(_case.ballot_id, _case.id, _case.reply_by)
        .where(_UNANSWERED, since <= now)
        .order_by(since)
        .limit(limit)
    )
    return [(ballot, case, by) for ballot, case, by in _rows(session, query)]


def set_next_overdue(session: Session, case_id: int, next_at: dt.datetime) -> None:
    """Set when an overdue case is next mentioned."""
    session.get_one(CaseRow, case_id).nudge_at = next_at


def ahead(
    session: Session, ballot_id: int, now: dt.datetime, until: dt.datetime
) -> tuple[int, int]:
    """Count kept promises and call-backs ripe until then, and who keeps them."""
    query = select(func.count(), func.count(func.distinct(_member.kept_for))).where(
        _member.ballot_id == ballot_id,
        _member.kept_for.is_not(None),
        _member.due_at > now,
        _member.due_at <= until,
    )
    ((ripe, people),) = _rows(session, query)
    return ripe, people
