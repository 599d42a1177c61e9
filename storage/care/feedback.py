"""Sheets of feedback: handed out blank, filled once.

A sheet that is filled without a name has no person, no time and, by its random id, no
place in any order. Those of a kind are shown together, once there are enough of them.
"""

import datetime as dt
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, update
from sqlmodel import Session, SQLModel, col, func, select

from bot.rules.care.feedback.feedback_rules import LEAST, Kind
from storage.statements import row_values, sessions
from storage.tables import FeedbackRow

_table = SQLModel.metadata.tables["feedback"]
_PART = """UPDATE feedback SET kind = kind WHERE filled AND person_id IS NULL
    AND EXISTS (SELECT 1 FROM handled WHERE handled.xmin = feedback.xmin)"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `shown`: it is one of enough anonymous ones."""

    id: int
    ballot_id: int
    kind: Kind
    code: str | None
    person_id: int | None
    at: dt.datetime | None
    answers: str
    words: str
    filled: bool
    shown: bool


def add(session: Session, ballot_id: int, kind: Kind, code: str | None = None) -> int:
    """Add a blank sheet; return its id."""
    row = FeedbackRow(ballot_id=ballot_id, kind=kind.value, code=code)
    session.add(row)
    session.flush()
    return row.id


def fill(
    session: Session,
    ballot_id: int,
    kind: Kind,
    sheet_id: int,
    *,
    words: str = "",
    answers: str = "",
    named: tuple[int, dt.datetime] | None = None,
) -> bool:
    """Fill a blank sheet of a kind; False if it is filled already, or gone.

    `named`: by whom and when; without that it is anonymous.
    """
    person_id, at = named or (None, None)
    blank = and_(
        _table.c.id == sheet_id,
        _table.c.ballot_id == ballot_id,
        _table.c.kind == kind.value,
        _table.c.filled.is_(False),
    )
    filled = sessions.connection(session).execute(
        update(_table)
        .where(blank)
        .values(filled=True, words=words, answers=answers, person_id=person_id, at=at)
    )
    if filled.rowcount and named is None:
        _show_if_enough(session, ballot_id, kind)
    session.expire_all()
    return filled.rowcount == 1


def _show_if_enough(session: Session, ballot_id: int, kind: Kind) -> None:
    """Show the anonymous ones that wait, once none of them stands out by its time."""
    waits: ColumnElement[bool] = and_(
        _table.c.ballot_id == ballot_id,
        _table.c.kind == kind.value,
        _table.c.filled,
        _table.c.person_id.is_(None),
        _table.c.shown.is_(False),
    )
    query = select(func.count()).select_from(_table).where(waits)
    if session.exec(query).one() >= LEAST:
        sessions.connection(session).execute(
            update(_table).where(waits).values(shown=True)
        )


def part_from_updates(session: Session) -> None:
    """Write sheets anew that tell on a server with which update they were filled.

    Each row of PostgreSQL tells its transaction: that in which the update was noted.
    """
    if session.get_bind().dialect.name != "sqlite":
        sessions.connection(session).exec_driver_sql(_PART)


def change(session: Session, sheet_id: int, answers: str, words: str) -> None:
    """Change what a filled sheet says."""
    row = session.get_one(FeedbackRow, sheet_id)
    row.answers, row.words = answers, words
    session.flush()


def find(session: Session, ballot_id: int, sheet_id: int) -> Sheet | None:
    """Find the sheet with this id in a ballot."""
    row = session.get(FeedbackRow, sheet_id)
    return _value(row) if row and row.ballot_id == ballot_id else None


def with_code(session: Session, ballot_id: int, code: str) -> Sheet | None:
    """Find the slip with this code."""
    query = select(FeedbackRow).where(
        FeedbackRow.ballot_id == ballot_id, FeedbackRow.code == code
    )
    row = session.exec(query).first()
    return _value(row) if row else None


def of_ballot(session: Session, ballot_id: int) -> list[Sheet]:
    """List the sheets of a ballot, blank ones too, in the order of their random ids."""
    query = (
        select(FeedbackRow)
        .where(FeedbackRow.ballot_id == ballot_id)
        .order_by(col(FeedbackRow.id))
    )
    return [_value(row) for row in session.exec(query)]


def _value(row: FeedbackRow) -> Sheet:
    return replace(row_values.value(Sheet, row), kind=Kind(row.kind))
