"""Members: read as values; every change goes through here and updates the counters."""

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from typing import Unpack

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from bot.rules.ballot import hours
from bot.rules.lists import sheet_member
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies.lookup import Named
from bot.rules.stats import counter_keys, standings
from storage import ballots, counters, rows
from storage.tables import MemberRow

LISTED = frozenset({*sheet_member.PLAIN, "membership_number"})
"""Fields that lists hold too; a list does not overwrite what a person changed."""

_table = SQLModel.metadata.tables["member"]
_BLANK = {
    name: what
    for name, what in MemberRow().model_dump(exclude={"id"}).items()
    if name in _table.c
}


def value(row: MemberRow) -> Member:
    """Read the member of a row."""
    return replace(
        rows.value(Member, row),
        outcome=Outcome(row.outcome) if row.outcome else None,
        dead_channels=frozenset(map(Channel, row.dead_channels.split())),
        limits=frozenset(row.limits.split()),
        touched=frozenset(row.touched.split()),
        extra=dict(row.extra),
    )


def _plain(what: object) -> object:
    """Return a field as stored: a set becomes its sorted words."""
    return " ".join(sorted(what)) if isinstance(what, Set) else what


def tally_cell(member: Member) -> counters.Cell:
    """Return the cell of the tally in which this member is counted."""
    return member.workplace or "", standings.of(member)


def get(session: Session, member_id: int) -> Member:
    """Get the member with this id."""
    return value(session.get_one(MemberRow, member_id))


def find(session: Session, ballot_id: int, membership_number: str) -> Member | None:
    """Find the member of a ballot with this membership number."""
    query = select(MemberRow).where(
        MemberRow.ballot_id == ballot_id,
        MemberRow.membership_number == membership_number,
    )
    row = session.exec(query).first()
    return value(row) if row else None


def every(session: Session, ballot_id: int) -> Iterator[Member]:
    """Yield all members of a ballot, by id; read in pieces."""
    query = (
        select(MemberRow)
        .where(MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.id))
        .execution_options(yield_per=500)
    )
    for row in session.exec(query):
        yield value(row)
        session.expunge(row)


def held(session: Session, person_id: int, ballot_id: int) -> list[Member]:
    """List the members this person holds, open cards first, then waiting ones."""
    query = (
        select(MemberRow)
        .where(MemberRow.holder == person_id, MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.waiting), col(MemberRow.lease_until))
    )
    return [value(row) for row in session.exec(query)]


def kept(session: Session, person_id: int, ballot_id: int) -> list[Member]:
    """List the members whose promise or call-back this person keeps, by due time."""
    query = (
        select(MemberRow)
        .where(MemberRow.kept_for == person_id, MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.due_at))
    )
    return [value(row) for row in session.exec(query)]


def change(session: Session, member: Member, **changes: Unpack[Fields]) -> Member:
    """Change a member as a person does; lists no longer overwrite these fields."""
    touched = LISTED & changes.keys()
    if touched:
        changes["touched"] = member.touched | touched
    return change_from_list(session, member, **changes)


def change_from_list(
    session: Session, member: Member, **changes: Unpack[Fields]
) -> Member:
    """Change a member as a list does; another list may change the fields again."""
    row = session.get_one(MemberRow, member.id)
    before = value(row)
    for name, what in changes.items():
        setattr(row, name, _plain(what))
    if "limits" in changes:
        row.evenings = hours.Limit.EVENINGS in row.limits.split()
    if not changes.keys().isdisjoint(("kept_for", "due_at")):
        row.nudged = False
    now = value(row)
    row.standing = standings.of(now)
    session.flush()
    _recount(session, before, now)
    return now


def _recount(session: Session, before: Member, now: Member | None) -> None:
    """Update every counter for a member who changed, or is gone."""
    ballot = ballots.get(session, before.ballot_id)
    places = Counter([tally_cell(now)] if now else [])
    places.subtract([tally_cell(before)])
    counters.shift_tally(session, ballot.id, places)
    kept = Counter(counter_keys.of(now, standings.of(now), ballot.today) if now else ())
    kept.subtract(counter_keys.of(before, standings.of(before), ballot.today))
    counters.shift_counts(session, ballot.id, kept)


def forget(session: Session, member: Member) -> None:
    """Take a member whose row is deleted out of the counters."""
    _recount(session, member, None)


def add(session: Session, ballot_id: int, found: Iterable[Fields]) -> int:
    """Add members from their fields in one statement; return how many."""
    count: Counter[counters.Cell] = Counter()
    kept: Counter[counter_keys.CounterKey] = Counter()
    day = ballots.get(session, ballot_id).today
    rows_ = []
    for fields in found:
        row = {**_BLANK, "ballot_id": ballot_id}
        row |= {name: _plain(what) for name, what in fields.items()}
        row["evenings"] = hours.Limit.EVENINGS in row["limits"].split()
        member = Member(0, ballot_id, **fields)
        standing = standings.of(member)
        row["standing"] = standing
        count[member.workplace or "", standing] += 1
        kept.update(counter_keys.of(member, standing, day))
        rows_.append(row)
    if rows_:
        session.connection().execute(insert(_table), rows_)
    counters.shift_tally(session, ballot_id, count)
    counters.shift_counts(session, ballot_id, kept)
    return len(rows_)


def of_ballot(session: Session, ballot_id: int) -> list[Named]:
    """List every member of the ballot by name and number."""
    name = col(MemberRow.first_name) + " " + col(MemberRow.last_name)
    query = select(
        MemberRow.id, name, MemberRow.preferred_name, MemberRow.membership_number
    ).where(MemberRow.ballot_id == ballot_id)
    return [
        Named(id, full.strip(), preferred or "", number or "")
        for id, full, preferred, number in session.exec(query)
    ]
