"""Members: read as values, changed through one door that keeps the tallies."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session, col, select

from bot.rules import hours, standings
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from storage import rows, tallies
from storage.tables import MemberRow

WAYS = ("mobile", "phone", "personal_email", "work_email")


def _value(row: MemberRow) -> Member:
    return rows.value(
        Member,
        row,
        outcome=Outcome(row.outcome) if row.outcome else None,
        dead_channels=frozenset(map(Channel, row.dead_channels.split())),
        limits=frozenset(row.limits.split()),
        extra=dict(row.extra),
    )


def _plain(name: str, what: Any) -> Any:
    """A field as it is stored: sets of words become words in order."""
    if name in ("dead_channels", "limits"):
        return " ".join(sorted(what))
    return what


def cell(member: Member) -> tallies.Cell:
    """Where this member is counted."""
    return member.workplace or "", standings.of(member)


def get(session: Session, member_id: int) -> Member:
    """The member with this id."""
    return _value(session.get_one(MemberRow, member_id))


def find(session: Session, ballot_id: int, membership_number: str) -> Member | None:
    """The member of a ballot with this membership number."""
    query = select(MemberRow).where(
        MemberRow.ballot_id == ballot_id,
        MemberRow.membership_number == membership_number,
    )
    row = session.exec(query).first()
    return _value(row) if row else None


def every(session: Session, ballot_id: int) -> Iterator[Member]:
    """All members of a ballot, in the order they came; read in pieces."""
    query = (
        select(MemberRow)
        .where(MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.id))
        .execution_options(yield_per=500)
    )
    for row in session.exec(query):
        yield _value(row)
        session.expunge(row)


def held(session: Session, person_id: int, ballot_id: int) -> list[Member]:
    """Members this person holds, open cards first, then waiting ones."""
    query = (
        select(MemberRow)
        .where(MemberRow.holder == person_id, MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.waiting), col(MemberRow.lease_until))
    )
    return [_value(row) for row in session.exec(query)]


def kept(session: Session, person_id: int, ballot_id: int) -> list[Member]:
    """Members whose promise or call-back this person keeps, by when they are due."""
    query = (
        select(MemberRow)
        .where(MemberRow.kept_for == person_id, MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.due_at))
    )
    return [_value(row) for row in session.exec(query)]


def change(session: Session, member: Member, **changes: Any) -> Member:
    """Write changed fields of a member; the tally follows in the same transaction."""
    row = session.get_one(MemberRow, member.id)
    before = cell(_value(row))
    for name, what in changes.items():
        setattr(row, name, _plain(name, what))
    if "limits" in changes:
        row.evenings = hours.Limit.EVENINGS in row.limits.split()
    if not changes.keys().isdisjoint(("kept_for", "due_at")):
        row.nudged = False
    now = _value(row)
    after = cell(now)
    row.standing = after[1]
    session.flush()
    if before != after:
        tallies.shift(session, row.ballot_id, {before: -1, after: 1})
    return now


def add(session: Session, ballot_id: int, found: Iterable[dict[str, Any]]) -> list[int]:
    """New members from plain fields; their ids, in order."""
    count: Counter[tallies.Cell] = Counter()
    ids = []
    for fields in found:
        stored = {name: _plain(name, what) for name, what in fields.items()}
        row = MemberRow(ballot_id=ballot_id, **stored)
        row.evenings = hours.Limit.EVENINGS in row.limits.split()
        where = cell(_value(row))
        row.standing = where[1]
        session.add(row)
        session.flush()
        count[where] += 1
        ids.append(row.id)
    tallies.shift(session, ballot_id, count)
    return ids
