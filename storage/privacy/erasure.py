"""Erase members: their rows, and every row about them (S12, S14)."""

from collections.abc import Iterator

import sqlmodel
from sqlalchemy import Table, delete, or_, select
from sqlmodel import Session, SQLModel, col
from sqlmodel.sql.expression import SelectOfScalar

from bot.rules.member import Member
from storage import ballots, counters, members
from storage.statements import sessions
from storage.tables import ButtonRow, RoleRow, TallyRow

_KEPT = {
    "ballot",
    "role",
    "chat",
    "invite",
    "tally",
    "day_tally",
    "kept_count",
    "audit",
    "nudge",
    "person",
}
"""Tables whose rows are not about members. A purge empties all others, so that a table
added later is emptied too unless it is named here."""


def ballot(session: Session, ballot_id: int) -> None:
    """Erase a ballot's member data; it must be marked as purged (held by a trigger)."""
    session.flush()
    for table in _children_first():
        theirs = []
        if "ballot_id" in table.c:
            theirs.append(table.c.ballot_id == ballot_id)
        if "member_id" in table.c:
            members_of = SQLModel.metadata.tables["member"].c
            own = select(members_of.id).where(members_of.ballot_id == ballot_id)
            theirs.append(table.c.member_id.in_(own))
        if theirs:
            sessions.connection(session).execute(delete(table).where(or_(*theirs)))
    for role in session.exec(_roles(ballot_id)):
        role.own_member_id = role.own_hash = role.workplace = role.awaiting = None
    ballots.forget_columns(session)
    _fold_tallies(session, ballot_id)
    counters.forget_due(session, ballot_id)
    session.expire_all()


def _children_first() -> list[Table]:
    tables = reversed(SQLModel.metadata.sorted_tables)
    return [table for table in tables if table.name not in _KEPT]


def _roles(ballot_id: int) -> SelectOfScalar[RoleRow]:
    return sqlmodel.select(RoleRow).where(RoleRow.ballot_id == ballot_id)


def _fold_tallies(session: Session, ballot_id: int) -> None:
    """Keep the totals without workplaces: a small one would identify people."""
    totals: dict[counters.Cell, int] = {}
    for (_, standing), count in counters.by_standing(session, ballot_id).items():
        totals["", standing] = totals.get(("", standing), 0) + count
    sessions.connection(session).execute(
        delete(TallyRow).where(col(TallyRow.ballot_id) == ballot_id)
    )
    counters.shift_tally(session, ballot_id, totals)


def member(session: Session, found: Member) -> None:
    """Erase everything about one member, and correct the counts."""
    members.change(session, found, out_reason="erased", band=None, due_at=None)
    gone = members.get(session, found.id)
    _forget_questions(session, found)
    for table in _children_first():
        if "member_id" in table.c:
            theirs = table.c.member_id == found.id
            sessions.connection(session).execute(delete(table).where(theirs))
    for role in session.exec(_roles(found.ballot_id)):
        if role.own_member_id == found.id:
            role.own_member_id = role.own_hash = role.workplace = None
    session.flush()
    table = SQLModel.metadata.tables["member"]
    sessions.connection(session).execute(delete(table).where(table.c.id == found.id))
    members.forget(session, gone)
    _forget_empty_tallies(session, found.ballot_id)
    session.expire_all()


def _forget_empty_tallies(session: Session, ballot_id: int) -> None:
    """Delete what counts nobody any more: it names a workplace that only they had."""
    nobody = col(TallyRow.ballot_id) == ballot_id, col(TallyRow.members) == 0
    sessions.connection(session).execute(delete(TallyRow).where(*nobody))


def _forget_questions(session: Session, found: Member) -> None:
    """Close what is asked about a member: a press or typed answer would find no row."""
    ids = {found.id}
    for table in _children_first():
        if "member_id" in table.c and "id" in table.c:
            theirs = select(table.c.id).where(table.c.member_id == found.id)
            ids.update(sessions.connection(session).execute(theirs).scalars())
    about = {str(one) for one in ids}
    panels = sqlmodel.select(ButtonRow).where(ButtonRow.ballot_id == found.ballot_id)
    for panel in session.exec(panels):
        if not ids.isdisjoint(_numbers(panel.about)):
            about.add(panel.key)
            session.delete(panel)
    for role in session.exec(_roles(found.ballot_id)):
        if (role.awaiting or "").partition(":")[2] in about:
            role.awaiting = None
    session.flush()


def _numbers(what: object) -> Iterator[int]:
    """Yield every whole number that a panel carries; some are ids of other things."""
    match what:
        case bool():
            return
        case int():
            yield what
        case dict():
            yield from _numbers(list(what.values()))
        case list():
            for one in what:
                yield from _numbers(one)
