"""Ballots: their settings, and what happened to them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypedDict, Unpack

import sqlalchemy
from pydantic import TypeAdapter
from sqlalchemy import bindparam
from sqlmodel import Session, SQLModel, col, delete, or_, select

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from storage.statements import by_key, plain, row_values, sessions
from storage.tables import BallotRow, MemoRow

_settings = TypeAdapter(Ballot)
_table = SQLModel.metadata.tables["ballot"]
_OWN = {"id", "told_worth"}
"""Fields of a ballot that are columns of their own."""
COLUMNS = "columns "
"""How the names of memos begin that hold answers about the columns of lists."""


@dataclass(frozen=True, slots=True)
class Life:
    """What happened to a ballot as a whole; instants are aware."""

    created_at: dt.datetime
    closed_at: dt.datetime | None
    purged_at: dt.datetime | None
    frozen_at: dt.datetime | None
    agreed_at: dt.datetime | None
    agreed_by: str | None
    nudges_paused: bool
    group_muted: bool
    official_count: int | None
    official_at: dt.datetime | None


class LifeChanges(TypedDict, total=False):
    """Fields of a ballot's life that change."""

    closed_at: dt.datetime | None
    purged_at: dt.datetime | None
    frozen_at: dt.datetime | None
    agreed_at: dt.datetime | None
    agreed_by: str | None
    nudges_paused: bool
    group_muted: bool
    official_count: int | None
    official_at: dt.datetime | None


Memo = Mapping[str, str | int]
"""A small value stored by name: codes, ids and instants as text."""


class NameTaken(Exception):
    """There is a ballot of this name already. Choose another name."""


def _value(row: BallotRow) -> Ballot:
    return _ballot(row.settings, row.id, row.told_worth)


def _ballot(settings: Mapping[str, Any], key: int, told_worth: float) -> Ballot:
    own = {"id": key, "told_worth": told_worth}
    return _settings.validate_python({**settings, **own})


_LIFE = row_values.names(Life)
FIELDS = ("id", "settings", "told_worth", *_LIFE)
"""The columns of a ballot and its life, as `keep` takes their values."""
_by_id: by_key.Values[Sequence[Any]] = by_key.Values(BallotRow, FIELDS, tuple)


_memo: by_key.Values[Memo] = by_key.Values(
    MemoRow, ("name", "value"), lambda values: dict(values[1])
)
_TOLD_WORTHS = plain.Statement(
    lambda _: sqlalchemy.select(_table.c.id, _table.c.told_worth).where(
        _table.c.closes > bindparam("now")
    )
)


def keep(session: Session, values: Sequence[Any]) -> None:
    """Keep a ballot that was read with something else, where nothing is changed."""
    _by_id.keep(session, values[0], values)


def add(session: Session, ballot: Ballot, now: dt.datetime) -> Ballot:
    """Add a ballot; raises NameTaken."""
    if named(session, ballot.name) is not None:
        raise NameTaken
    row = BallotRow(name=ballot.name, closes=ballot.closes, created_at=now)
    _fill(row, ballot)
    session.add(row)
    session.flush()
    return replace(ballot, id=row.id)


def _fill(row: BallotRow, ballot: Ballot) -> None:
    row.name, row.closes = ballot.name, ballot.closes
    row.settings = _settings.dump_python(ballot, mode="json", exclude=_OWN)


def save(session: Session, ballot: Ballot) -> None:
    """Write changed settings back."""
    row = session.get_one(BallotRow, ballot.id)
    _fill(row, ballot)
    row.nudge_at = row.phase_until = None


NEVER = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
"""Until when the last phase lasts."""


def next_phase_due(session: Session, now: dt.datetime, limit: int) -> list[Ballot]:
    """List ballots whose stored phase is over, or not worked out yet."""
    query = select(BallotRow).where(
        or_(
            col(BallotRow.phase_until).is_(None),
            col(BallotRow.phase_until) <= now,
            col(BallotRow.phase_since) > now,
        )
    )
    return [_value(row) for row in session.exec(query.limit(limit))]


def set_phase(session: Session, ballot_id: int, stretch: timetable.Stretch) -> None:
    """Store where now stands among the dates of a ballot."""
    row = session.get_one(BallotRow, ballot_id)
    row.phase, row.replaceable = stretch.phase.value, stretch.replaceable
    row.phase_since, row.phase_until = stretch.since, stretch.until or NEVER


def set_told_worth(session: Session, ballot_id: int, worth: float) -> None:
    """Write what the branch's own log says that "will vote" is worth."""
    session.get_one(BallotRow, ballot_id).told_worth = worth


def told_worths(session: Session, now: dt.datetime) -> dict[int, float]:
    """Get the same of every ballot that has not reached its close."""
    found = _TOLD_WORTHS.run(session, {"now": now})
    return {ballot_id: float(worth) for ballot_id, worth in found}


def get(session: Session, ballot_id: int) -> Ballot:
    """Get the ballot with this id."""
    key, settings, told_worth, *_ = _by_id.get(session, ballot_id)
    return _ballot(settings, key, told_worth)


def named(session: Session, name: str) -> Ballot | None:
    """Find the ballot of this name."""
    row = session.exec(select(BallotRow).where(BallotRow.name == name)).first()
    return _value(row) if row else None


def every(session: Session) -> list[Ballot]:
    """List all ballots, the oldest first."""
    return [
        _value(row)
        for row in session.exec(select(BallotRow).order_by(col(BallotRow.id)))
    ]


def due_to_close(session: Session, now: dt.datetime) -> list[Ballot]:
    """List ballots past their closing time that are not closed yet."""
    query = select(BallotRow).where(
        BallotRow.closes <= now, col(BallotRow.closed_at).is_(None)
    )
    return [_value(row) for row in session.exec(query)]


def closed_ahead(session: Session, now: dt.datetime) -> list[Ballot]:
    """List unpurged ballots closed by their close, though it is still to come.

    Who ends a ballot by hand does so before its close.
    """
    query = select(BallotRow).where(
        BallotRow.closes > now,
        col(BallotRow.closed_at) >= BallotRow.closes,
        col(BallotRow.purged_at).is_(None),
    )
    return [_value(row) for row in session.exec(query)]


def due_to_purge(session: Session, instant: dt.datetime) -> list[int]:
    """List ballots closed until then whose members have not been purged."""
    query = select(BallotRow.id).where(
        col(BallotRow.closed_at) <= instant, col(BallotRow.purged_at).is_(None)
    )
    return list(session.exec(query))


def life(session: Session, ballot_id: int) -> Life:
    """Get what happened to this ballot."""
    _, _, _, *life = _by_id.get(session, ballot_id)
    return Life(*life)


def update_life(
    session: Session, ballot_id: int, **changes: Unpack[LifeChanges]
) -> None:
    """Record what happened to a ballot: `update_life(s, 1, closed_at=now)`."""
    row = session.get_one(BallotRow, ballot_id)
    for name, what in changes.items():
        setattr(row, name, what)
    if "closed_at" in changes:
        row.nudge_at = None  # what comes after the close is counted from it


def recall(session: Session, name: str) -> Memo:
    """Get the memo of this name; empty if there is none."""
    return _memo.find(session, name) or {}


def forget_columns(session: Session) -> None:
    """Delete what was answered about columns: cells and headings can name members."""
    answered = col(MemoRow.name).startswith(COLUMNS)
    sessions.connection(session).execute(delete(MemoRow).where(answered))


def forget(session: Session, name: str) -> None:
    """Delete a memo, where there is one."""
    row = session.get(MemoRow, name)
    if row is not None:
        session.delete(row)
        session.flush()


def remember(session: Session, name: str, value: Memo) -> None:
    """Store a memo by name."""
    session.merge(MemoRow(name=name, value=dict(value)))
