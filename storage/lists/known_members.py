"""Find known members fast, to compare them with a list that is imported again."""

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlmodel import Session, SQLModel, col, select, update

from bot.rules.lists import known_member
from bot.rules.lists.sheet_member import NAMES, REACH, SheetMember
from bot.rules.member import Member
from storage import members
from storage.statements import sessions
from storage.tables import MemberRow

AT_ONCE = 500
_table = SQLModel.metadata.tables["member"]
_NAMED = ("membership_number", *NAMES, *REACH)


def named(session: Session, ballot_id: int) -> Iterator[tuple[int, SheetMember]]:
    """Yield every member of a ballot with only the fields a list can match."""
    columns = (_table.c.id, _table.c.extra, *(_table.c[name] for name in _NAMED))
    query = select(*columns).where(_table.c.ballot_id == ballot_id)
    in_pieces = query.execution_options(yield_per=2000)
    with sessions.connection(session).execute(in_pieces) as found:
        for member_id, extra, *values in found:
            fields = dict(zip(_NAMED, values, strict=True))
            pairs = known_member.extra_pairs(extra)
            yield member_id, SheetMember(**fields, extra=pairs)


def _pieces(ids: Iterable[int]) -> Iterator[list[int]]:
    """Split ids into pieces small enough for one statement."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), AT_ONCE):
        yield wanted[start : start + AT_ONCE]


def these(session: Session, ids: Iterable[int]) -> Iterator[Member]:
    """Get the members with these ids."""
    for some in _pieces(ids):
        query = select(*members.COLUMNS).where(_table.c.id.in_(some))
        yield from map(
            members.from_columns, sessions.connection(session).execute(query)
        )


def missing(session: Session, ballot_id: int) -> set[int]:
    """Find who is marked missing."""
    marked = (_table.c.ballot_id == ballot_id, _table.c.missing_since.is_not(None))
    query = select(_table.c.id).where(*marked)
    return set(sessions.connection(session).execute(query).scalars())


def clear_missing(session: Session, ids: Iterable[int]) -> None:
    """Clear the missing mark of members who were on the list."""
    for some in _pieces(ids):
        listed = update(MemberRow).where(col(MemberRow.id).in_(some))
        sessions.connection(session).execute(listed.values(missing_since=None))


def mark_missing(session: Session, ids: Iterable[int], now: dt.datetime) -> None:
    """Mark members missing from a complete list; keep the first time."""
    for some in _pieces(ids):
        first = col(MemberRow.missing_since).is_(None)
        missing = update(MemberRow).where(col(MemberRow.id).in_(some), first)
        sessions.connection(session).execute(missing.values(missing_since=now))
