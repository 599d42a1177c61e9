"""Claims: one advocate holds a member for a lease. One statement takes the next.

Another takes along who is rung on the same number: a household is one call.
"""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from sqlalchemy import TextClause, bindparam, update
from sqlmodel import Session, col, select

from bot.rules.member import Member
from bot.rules.queue.queue_rules import Probe
from storage import members
from storage.queue import claim_statement, households
from storage.statements import by_key, inserts, plain, row_values, sessions
from storage.tables import ClaimRow, MemberRow, PersonRow, SkipRow

_claims = inserts.Insert(ClaimRow, "id", unless_there=False)
_hold = by_key.Change(MemberRow)
_END = plain.Statement(
    lambda _: (
        update(ClaimRow)
        .where(
            col(ClaimRow.member_id) == bindparam("member"),
            col(ClaimRow.ended_at).is_(None),
        )
        .values(ended_at=bindparam("now"), ending=bindparam("how"))
        .returning(col(ClaimRow.id))
    )
)


class Taken(NamedTuple):
    """A claim just made."""

    claim_id: int
    member: Member


@dataclass(frozen=True, slots=True)
class Claim:
    """One line of the history: who held whom, from when, and how it ended."""

    id: int
    ballot_id: int
    member_id: int
    person_id: int
    taken_at: dt.datetime
    ended_at: dt.datetime | None
    ending: str | None


def take(
    session: Session,
    ballot_id: int,
    person_id: int,
    probes: tuple[Probe, ...],
    *,
    lease_until: dt.datetime,
    now: dt.datetime,
    workplace: str | None = None,
    own: int | None = None,
    evenings: bool = True,
    one_caller: bool = True,
) -> Taken | None:
    """Take the next member for a person, held until `lease_until`.

    None if nobody is due.

    Lapsed claims and lapsed keeping must have been freed before: see `release_lapsed`.
    Without `evenings`, those who may only be contacted in the evening are left out;
    with `one_caller`, those of whose household another holds somebody.
    """
    if not probes:
        return None
    bands = tuple(probe.band for probe in probes)
    server = session.get_bind().dialect.name != "sqlite"
    on_this = (
        claim_statement.on_postgresql
        if server
        else partial(claim_statement.on_sqlite, bands)
    )
    statement = on_this(
        workplace=workplace is not None, evenings=evenings, one_caller=one_caller
    )
    values = claim_statement.parameters(
        ballot_id,
        person_id,
        probes,
        server=server,
        lease_until=lease_until,
        now=now,
        workplace=workplace,
        own=own,
    )
    while found := members.changed(session, _plain(statement), values):
        (member,) = found
        again = server and one_caller  # others' commits, which the claim waited for
        if not (again and households.with_another(session, member, person_id)):
            return _add(session, member, person_id, now)
        _give_back(session, member.id)
    return None


@lru_cache
def _plain(statement: TextClause) -> plain.Statement:
    return plain.Statement(lambda _: statement.columns(*members.COLUMNS))


def _give_back(session: Session, member_id: int) -> None:
    row = members.to_change(session, member_id)
    row.holder = row.lease_until = None
    session.flush()


def _with_another(session: Session, member: Member, person_id: int) -> bool:
    """Whether another holds somebody of the household, or took them just now.

    PostgreSQL does not show a statement what others have not committed yet.
    """
    households.lock(session, member)
    return households.with_another(session, member, person_id)


def take_along(
    session: Session,
    member: Member,
    person_id: int,
    probes: tuple[Probe, ...],
    *,
    room: int,
    lease_until: dt.datetime,
    now: dt.datetime,
    own: int | None = None,
    evenings: bool = True,
) -> list[Taken]:
    """Take who is due as well and is rung on the number of a member just taken."""
    if member.number is None or room < 1:
        return []
    server = session.get_bind().dialect.name != "sqlite"
    bands = () if server else tuple(probe.band for probe in probes)
    values = claim_statement.parameters(
        member.ballot_id,
        person_id,
        probes,
        server=server,
        lease_until=lease_until,
        now=now,
        own=own,
    )
    found = members.changed(
        session,
        _plain(claim_statement.household(bands, evenings=evenings)),
        {**values, "number": member.number, "room": room},
    )
    return [_add(session, one, person_id, now) for one in found]


def take_this(
    session: Session,
    member: Member,
    person_id: int,
    *,
    lease_until: dt.datetime,
    now: dt.datetime,
    one_caller: bool = True,
) -> Taken | None:
    """Take a named member for a person, if nobody holds them.

    With `one_caller` nor anybody of their household.
    """
    row = members.to_change(session, member.id)
    if row.holder is not None:
        return None
    if one_caller and _with_another(session, member, person_id):
        return None
    row.holder, row.lease_until, row.waiting = person_id, lease_until, False
    session.flush()
    return _add(session, members.get(session, member.id), person_id, now)


def _add(session: Session, member: Member, person_id: int, now: dt.datetime) -> Taken:
    values = {
        "ballot_id": member.ballot_id,
        "member_id": member.id,
        "person_id": person_id,
        "taken_at": now,
        "reason": "",
    }
    return Taken(_claims.insert(session, values), member)


def end_lapsed(session: Session, member_id: int, now: dt.datetime) -> None:
    """End a member's claim, unless another released or took them meanwhile."""
    lease_until = members.to_change(session, member_id).lease_until
    if lease_until is not None and lease_until <= now:
        end(session, member_id, "lapsed", now)


def end(session: Session, member_id: int, how: str, now: dt.datetime) -> None:
    """End a member's claim; `how` is kept in the history."""
    members.to_change(session, member_id)
    _hold.make(session, (member_id,), members.FREED)
    for (claim_id,) in _END.run(session, {"member": member_id, "now": now, "how": how}):
        sessions.outdated(session, ClaimRow, claim_id)


def extend(
    session: Session, member_id: int, until: dt.datetime, *, waiting: bool
) -> None:
    """Extend a lease; waiting members are not counted as open."""
    members.to_change(session, member_id)
    _hold.make(session, (member_id,), {"lease_until": until, "waiting": waiting})


def open_claim(session: Session, member_id: int) -> ClaimRow | None:
    """Find the claim under which this member is held."""
    query = select(ClaimRow).where(
        ClaimRow.member_id == member_id, col(ClaimRow.ended_at).is_(None)
    )
    return session.exec(query).first()


def held_under(session: Session, claim_id: int) -> Member | None:
    """Get the member who is held under this claim; None once it has ended."""
    query = (
        select(MemberRow)
        .join(ClaimRow, col(ClaimRow.member_id) == col(MemberRow.id))
        .where(ClaimRow.id == claim_id, col(ClaimRow.ended_at).is_(None))
    )
    row = session.exec(query).first()
    return members.value(row) if row else None


def ballots(session: Session, telegram_id: int) -> list[int]:
    """List the ballots in which the person with this Telegram id holds a member."""
    query = (
        select(ClaimRow.ballot_id)
        .join(PersonRow, col(PersonRow.id) == ClaimRow.person_id)
        .where(PersonRow.telegram_id == telegram_id, col(ClaimRow.ended_at).is_(None))
        .distinct()
    )
    return list(session.exec(query))


def get(session: Session, claim_id: int) -> Claim | None:
    """Get the claim with this id."""
    row = session.get(ClaimRow, claim_id)
    return row_values.value(Claim, row) if row else None


def recent(
    session: Session, person_id: int, ballot_id: int, since: dt.datetime
) -> list[Claim]:
    """List the claims a person had since then, the latest first."""
    query = (
        select(ClaimRow)
        .where(
            ClaimRow.person_id == person_id,
            ClaimRow.ballot_id == ballot_id,
            ClaimRow.taken_at >= since,
        )
        .order_by(col(ClaimRow.taken_at).desc(), col(ClaimRow.id).desc())
    )
    return [
        Claim(
            r.id,
            r.ballot_id,
            r.member_id,
            r.person_id,
            r.taken_at,
            r.ended_at,
            r.ending,
        )
        for r in session.exec(query)
    ]


def skip_until(
    session: Session, member_id: int, person_id: int, until: dt.datetime, why: str
) -> None:
    """Do not give this member to this person until then."""
    session.merge(
        SkipRow(member_id=member_id, person_id=person_id, until=until, reason=why)
    )
