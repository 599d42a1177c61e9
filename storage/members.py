"""Members: read as values; every change goes through here and updates the counters."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from enum import Enum
from operator import attrgetter
from typing import Any, Unpack

from sqlalchemy import JSON, String, bindparam, cast, func
from sqlmodel import Session, SQLModel, col, select

from bot.rules.ballot import hours
from bot.rules.lists import sheet_member
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies.lookup import Named
from bot.rules.stats import counter_keys, standings
from storage import ballots, counters
from storage.statements import by_key, plain, row_values, sessions
from storage.tables import BallotRow, MemberRow

LISTED = frozenset({*sheet_member.PLAIN, "membership_number"})
"""Fields that lists hold too; a list does not overwrite what a person changed."""

_table = SQLModel.metadata.tables["member"]
_NAMES = row_values.names(Member)
COLUMNS = tuple(_table.c[name] for name in _NAMES)
"""The columns of a member, in the order in which `from_columns` takes their values."""
_columns_of = attrgetter(*_NAMES)
_HELD = (
    select(MemberRow)
    .where(
        MemberRow.holder == bindparam("person"),
        MemberRow.ballot_id == bindparam("ballot"),
    )
    .order_by(col(MemberRow.waiting), col(MemberRow.lease_until))
)


def _elsewhere(database: str) -> plain.Built:
    """Select who has these numbers, a list as JSON, in the other ballots."""
    given = bindparam("numbers", type_=String)
    found = (
        func.json_each(given)
        if database == "sqlite"
        else func.json_array_elements_text(cast(given, JSON))
    )
    numbers = select(found.table_valued("value").c.value)
    # The index begins with the ballot: each of the others is named.
    others = select(BallotRow.id).where(BallotRow.id != bindparam("ballot"))
    query = select(*COLUMNS).where(_table.c.ballot_id.in_(others))
    query = query.where(_table.c.membership_number.in_(numbers))
    wanted: plain.Built = query.order_by(_table.c.id)
    return wanted


_ELSEWHERE = plain.Statement(_elsewhere)
Counts = Mapping[counter_keys.CounterKey, int]


def value(row: MemberRow) -> Member:
    """Read the member of a row."""
    return from_columns(_columns_of(row))


def from_columns(values: Iterable[Any]) -> Member:
    """Make a member from the values of `COLUMNS`."""
    fields = dict(zip(_NAMES, values, strict=True))
    fields["outcome"] = Outcome(fields["outcome"]) if fields["outcome"] else None
    dead = fields["dead_channels"]
    fields["dead_channels"] = frozenset(map(Channel, dead.split()))
    fields["limits"] = frozenset(fields["limits"].split())
    fields["touched"] = frozenset(fields["touched"].split())
    fields["extra"] = dict(fields["extra"])
    return Member(**fields)


FREED: Mapping[str, Any] = {"holder": None, "lease_until": None, "waiting": False}
_write = by_key.Change(MemberRow)
_by_id = by_key.Values(MemberRow, _NAMES, from_columns)


def as_stored(what: object) -> object:
    """Return a field as stored: a set becomes its sorted words, a code its text."""
    if isinstance(what, Set):
        return " ".join(sorted(what))
    return what.value if isinstance(what, Enum) else what


def tally_cell(member: Member) -> counters.Cell:
    """Return the cell of the tally in which this member is counted."""
    return member.workplace or "", standings.of(member)


def get(session: Session, member_id: int) -> Member:
    """Get the member with this id."""
    return _by_id.get(session, member_id)


def find(session: Session, ballot_id: int, membership_number: str) -> Member | None:
    """Find the member of a ballot with this membership number."""
    query = select(MemberRow).where(
        MemberRow.ballot_id == ballot_id,
        MemberRow.membership_number == membership_number,
    )
    row = session.exec(query).first()
    return value(row) if row else None


def elsewhere(session: Session, found: Iterable[Member]) -> list[Member]:
    """List who has the membership numbers of members of one ballot in the others."""
    told = list(found)
    numbers = {one.membership_number for one in told if one.membership_number}
    if not numbers:
        return []
    values = {"ballot": told[0].ballot_id, "numbers": json.dumps(sorted(numbers))}
    return list(map(from_columns, _ELSEWHERE.run(session, values)))


def every(session: Session, ballot_id: int) -> Iterator[Member]:
    """Yield all members of a ballot, by id; read in pieces."""
    query = (
        select(*COLUMNS)
        .where(_table.c.ballot_id == ballot_id)
        .order_by(_table.c.id)
        .execution_options(yield_per=500)
    )
    with sessions.connection(session).execute(query) as found:
        yield from map(from_columns, found)


def held(session: Session, person_id: int, ballot_id: int) -> list[Member]:
    """List the members this person holds, open cards first, then waiting ones."""
    whose = {"person": person_id, "ballot": ballot_id}
    return [value(row) for row in session.exec(_HELD, params=whose)]


def held_in(session: Session, ballot_id: int, limit: int) -> list[int]:
    """List the ids of some members of a ballot whom somebody holds."""
    held = select(_table.c.id).where(
        _table.c.ballot_id == ballot_id, _table.c.holder.is_not(None)
    )
    return list(sessions.connection(session).execute(held.limit(limit)).scalars())


def kept(session: Session, person_id: int, ballot_id: int) -> list[Member]:
    """List the members whose promise or call-back this person keeps, by due time."""
    query = (
        select(MemberRow)
        .where(MemberRow.kept_for == person_id, MemberRow.ballot_id == ballot_id)
        .order_by(col(MemberRow.due_at))
    )
    return [value(row) for row in session.exec(query)]


def to_change(session: Session, member_id: int) -> MemberRow:
    """Get a row to be changed: on a server as others left it, and locked for them.

    Rows that point to it may be added meanwhile, such as a contact.
    """
    if session.get_bind().dialect.name == "sqlite":
        return session.get_one(MemberRow, member_id)
    session.flush()
    return session.get_one(
        MemberRow,
        member_id,
        with_for_update={"key_share": True},
        populate_existing=True,
    )


def hold(session: Session, member_id: int) -> Member:
    """Get a member to decide by: as others left them, and locked for these."""
    return value(to_change(session, member_id))


def change(
    session: Session,
    member: Member,
    *,
    free: bool = False,
    asked: Counts | None = None,
    **changes: Unpack[Fields],
) -> Member:
    """Change a member as a person does; lists no longer overwrite these fields.

    `free`: nobody holds them any more, written with the same statement; whoever asks
    for it ends the claim. `asked`: what to count with it of the contact.
    """
    touched = LISTED & changes.keys()
    if touched:
        changes["touched"] = member.touched | touched
    return _change(session, member, changes, free=free, asked=asked)


def change_from_list(
    session: Session, member: Member, **changes: Unpack[Fields]
) -> Member:
    """Change a member as a list does; another list may change the fields again."""
    return _change(session, member, changes, free=False)


def _change(
    session: Session,
    member: Member,
    changes: Fields,
    *,
    free: bool,
    asked: Counts | None = None,
) -> Member:
    held = _columns_of(to_change(session, member.id))
    before = from_columns(held)
    stored = {name: as_stored(what) for name, what in changes.items()}
    stored |= FREED if free else {}
    now = from_columns({**dict(zip(_NAMES, held, strict=True)), **stored}.values())
    if "limits" in changes:
        stored["evenings"] = hours.Limit.EVENINGS in now.limits
    if not changes.keys().isdisjoint(("kept_for", "due_at")):
        stored["nudged"] = False
    stored["standing"] = standings.of(now)
    _write.make(session, (member.id,), stored)
    _recount(session, before, now, asked)
    return now


def changed(
    session: Session, statement: plain.Statement, values: Mapping[str, object]
) -> list[Member]:
    """Run a statement that changes members and returns `COLUMNS`; list them by id."""
    members = sorted(
        map(from_columns, statement.run(session, values)), key=attrgetter("id")
    )
    for member in members:
        sessions.outdated(session, MemberRow, member.id)
    return members


def _recount(
    session: Session, before: Member, now: Member | None, asked: Counts | None = None
) -> None:
    """Update every counter for a member who changed, or is gone."""
    ballot = ballots.get(session, before.ballot_id)
    places = Counter([tally_cell(now)] if now else [])
    places.subtract([tally_cell(before)])
    counters.shift_tally(session, ballot.id, places)
    kept = Counter(counter_keys.of(now, standings.of(now), ballot.today) if now else ())
    kept.subtract(counter_keys.of(before, standings.of(before), ballot.today))
    kept.update(asked or {})
    counters.shift_counts(session, ballot.id, kept)


def forget(session: Session, member: Member) -> None:
    """Take a member whose row is deleted out of the counters."""
    _recount(session, member, None)


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
