"""Counts kept with every change, so that stats cost the same for any list."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import Date, bindparam, text
from sqlmodel import Session, col, select

from storage.tables import DayTallyRow, TallyRow

_ADD = text(
    "INSERT INTO tally (ballot_id, workplace, standing, members) "
    "VALUES (:ballot, :workplace, :standing, :change) "
    "ON CONFLICT (ballot_id, workplace, standing) "
    "DO UPDATE SET members = tally.members + excluded.members"
)
_ADD_DAY = text(
    "INSERT INTO day_tally (ballot_id, day, what, count) "
    "VALUES (:ballot, :day, :what, :change) "
    "ON CONFLICT (ballot_id, day, what) "
    "DO UPDATE SET count = day_tally.count + excluded.count"
).bindparams(bindparam("day", type_=Date()))

Cell = tuple[str, str]


def shift(session: Session, ballot_id: int, changes: Mapping[Cell, int]) -> None:
    """Add to the members counted at (workplace, standing)."""
    found = [
        {"ballot": ballot_id, "workplace": place, "standing": standing, "change": n}
        for (place, standing), n in changes.items()
        if n
    ]
    if found:
        session.connection().execute(_ADD, found)


def shift_day(
    session: Session, ballot_id: int, day: dt.date, what: str, change: int = 1
) -> None:
    """Add to what a day of the ballot had: contacts by outcome, votes reported."""
    values = {"ballot": ballot_id, "day": day, "what": what, "change": change}
    session.connection().execute(_ADD_DAY, values)


def cells(session: Session, ballot_id: int) -> dict[Cell, int]:
    """How many members stand where, by (workplace, standing)."""
    query = select(TallyRow).where(TallyRow.ballot_id == ballot_id)
    return {
        (row.workplace, row.standing): row.members
        for row in session.exec(query)
        if row.members
    }


def days(session: Session, ballot_id: int) -> dict[tuple[dt.date, str], int]:
    """What each day had, by (day, what)."""
    query = (
        select(DayTallyRow)
        .where(DayTallyRow.ballot_id == ballot_id)
        .order_by(col(DayTallyRow.day))
    )
    return {(row.day, row.what): row.count for row in session.exec(query)}


def day(session: Session, ballot_id: int, when: dt.date) -> dict[str, int]:
    """What one day had."""
    query = select(DayTallyRow).where(
        DayTallyRow.ballot_id == ballot_id, DayTallyRow.day == when
    )
    return {row.what: row.count for row in session.exec(query)}


def recount(session: Session, ballot_id: int) -> None:
    """Count the members anew; the tally must come out the same (held by a test)."""
    session.connection().execute(
        text("DELETE FROM tally WHERE ballot_id = :ballot"), {"ballot": ballot_id}
    )
    session.connection().execute(
        text(
            "INSERT INTO tally (ballot_id, workplace, standing, members) "
            "SELECT ballot_id, coalesce(workplace, ''), standing, count(*) FROM member "
            "WHERE ballot_id = :ballot "
            "GROUP BY ballot_id, coalesce(workplace, ''), standing"
        ),
        {"ballot": ballot_id},
    )


def counted(session: Session, ballot_id: int) -> dict[Cell, int]:
    """What the tally must come to, counted from the members themselves."""
    query = text(
        "SELECT coalesce(workplace, ''), standing, count(*) FROM member "
        "WHERE ballot_id = :ballot GROUP BY coalesce(workplace, ''), standing"
    )
    found = session.connection().execute(query, {"ballot": ballot_id})
    return {(place, standing): count for place, standing, count in found}
