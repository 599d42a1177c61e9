"""The audit log: who did what to whom, in ids only, in the act's own transaction."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache

from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, and_, col, func, or_, select

from storage.statements import inserts, plain, row_values, sessions
from storage.tables import AuditRow, ViewRow

_lines = inserts.Insert(AuditRow, "id", unless_there=False)
_views = inserts.Insert(ViewRow, "id", unless_there=False)


def record(
    session: Session,
    action: str,
    now: dt.datetime,
    *,
    ballot_id: int | None = None,
    person_id: int | None = None,
    member_id: int | None = None,
    detail: str = "",
) -> None:
    """Add a line to the log; `detail` holds codes, never names or free text."""
    values = {
        "at": now,
        "action": action,
        "ballot_id": ballot_id,
        "person_id": person_id,
        "member_id": member_id,
        "detail": detail,
    }
    _lines.insert(session, values)


def has(session: Session, action: str, at: dt.datetime) -> bool:
    """Whether the log has a line about this action at this instant."""
    query = select(AuditRow.id).where(AuditRow.action == action, AuditRow.at == at)
    return session.exec(query).first() is not None


def record_view(
    session: Session,
    ballot_id: int,
    person_id: int,
    member_id: int,
    how: str,
    now: dt.datetime,
) -> None:
    """Record that a person saw a member's details."""
    values = {
        "ballot_id": ballot_id,
        "person_id": person_id,
        "member_id": member_id,
        "how": how,
        "at": now,
    }
    _views.insert(session, values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the log; `chain` is its seal, once it has one."""

    id: int
    at: dt.datetime
    ballot_id: int | None
    person_id: int | None
    member_id: int | None
    action: str
    detail: str
    chain: str | None


_audit = SQLModel.metadata.tables["audit"]
_LINE = tuple(_audit.c[field.name] for field in fields(Line))


@dataclass(frozen=True, slots=True)
class View:
    """Who saw whom, when and how."""

    at: dt.datetime
    ballot_id: int
    person_id: int
    member_id: int
    how: str


def lines(session: Session, member_id: int | None = None) -> Iterator[Line]:
    """Read the log, the oldest first; of one member only, if one is named."""
    query = select(*_LINE).order_by(_audit.c.id).execution_options(yield_per=500)
    if member_id is not None:
        query = query.where(_audit.c.member_id == member_id)
    with sessions.connection(session).execute(query) as found:
        for row in found:
            yield Line(*row)


def unsealed(session: Session, until: dt.datetime, limit: int) -> list[Line]:
    """List the lines without a seal written up to then, the oldest first."""
    query = (
        select(AuditRow)
        .where(col(AuditRow.chain).is_(None), AuditRow.at <= until)
        .order_by(col(AuditRow.id))
        .limit(limit)
    )
    return [row_values.value(Line, row) for row in session.exec(query)]


def last_sealed(session: Session) -> Line | None:
    """Get the line whose seal the next one continues; None before the first."""
    query = (
        select(AuditRow)
        .where(col(AuditRow.chain).is_not(None))
        .order_by(col(AuditRow.id).desc())
    )
    row = session.exec(query.limit(1)).first()
    return row_values.value(Line, row) if row else None


def seal_of(session: Session, line_id: int) -> str | None:
    """Get the seal of a line; None where it has none, or is not there."""
    row = session.get(AuditRow, line_id)
    return row.chain if row else None


def seal(session: Session, line_id: int, chain: str) -> None:
    """Give a line its seal."""
    session.get_one(AuditRow, line_id).chain = chain


def any_since(
    session: Session, ballot_id: int, action: str, since: dt.datetime
) -> bool:
    """Whether the log of a ballot has a line with this action since then."""
    query = select(AuditRow.id).where(
        AuditRow.ballot_id == ballot_id, AuditRow.action == action, AuditRow.at > since
    )
    return session.exec(query.limit(1)).first() is not None


def any_about(
    session: Session,
    ballot_id: int,
    person_id: int,
    done_to: Iterable[str],
    did: str,
) -> bool:
    """Whether something of this was done to a person in a ballot, or they did `did`."""
    to = and_(
        col(AuditRow.action).in_(list(done_to)),
        col(AuditRow.detail) == f"person {person_id}",
    )
    by = and_(col(AuditRow.person_id) == person_id, col(AuditRow.action) == did)
    query = select(AuditRow.id).where(AuditRow.ballot_id == ballot_id, or_(to, by))
    return session.exec(query.limit(1)).first() is not None


def last_seen(
    session: Session, person_id: int, since: dt.datetime, without: Iterable[str] = ()
) -> dict[tuple[int, str], dt.datetime]:
    """Tell when a person was last shown a member since then, by (member, how)."""
    found = _seen(tuple(without)).run(session, {"person": person_id, "since": since})
    return {(member_id, how): at for member_id, how, at in found}


@cache
def _seen(without: tuple[str, ...]) -> plain.Statement:
    table = SQLModel.metadata.tables["view"].c
    query = (
        select(table.member_id, table.how, func.max(table.at))
        .where(
            table.person_id == bindparam("person"),
            table.at > bindparam("since"),
            *(table.how != how for how in without),
        )
        .group_by(table.member_id, table.how)
    )
    return plain.Statement(lambda _: query)


def seen_since(session: Session, person_id: int, since: dt.datetime) -> set[int]:
    """List the members a person was shown since then, in any ballot."""
    return {member_id for member_id, _ in last_seen(session, person_id, since)}


def views(
    session: Session, member_id: int | None = None, person_id: int | None = None
) -> list[View]:
    """List who saw whom, of one member or by one person."""
    query = select(ViewRow).order_by(col(ViewRow.at), col(ViewRow.id))
    if member_id is not None:
        query = query.where(ViewRow.member_id == member_id)
    if person_id is not None:
        query = query.where(ViewRow.person_id == person_id)
    return [row_values.value(View, row) for row in session.exec(query)]
