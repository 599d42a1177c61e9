"""Keyed hashes of those who asked never to be contacted: they outlive their ballot."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session, col, select

from storage.privacy import key_and_erasures
from storage.tables import SuppressedRow


def add(session: Session, hashes: Iterable[str], now: dt.datetime) -> None:
    """From now on, whoever has one of these hashes is not contacted."""
    for one in hashes:
        session.merge(SuppressedRow(hash=one, at=now))
        key_and_erasures.write_down(session, {"what": "suppressed", "hash": one})
    session.flush()


def lift(session: Session, hashes: Iterable[str], now: dt.datetime, why: str) -> None:
    """They may be contacted again; the row stays, with when and why."""
    for one in hashes:
        row = session.get(SuppressedRow, one)
        if row is not None:
            row.lifted_at, row.lifted_why = now, why
            lifted: key_and_erasures.Line = {"what": "lifted", "hash": one, "why": why}
            key_and_erasures.write_down(session, lifted)
    session.flush()


def any_suppressed(session: Session, hashes: Iterable[str]) -> bool:
    """Whether any of these hashes is of somebody not to be contacted."""
    query = select(SuppressedRow.hash).where(
        col(SuppressedRow.hash).in_(list(hashes)),
        col(SuppressedRow.lifted_at).is_(None),
    )
    return session.exec(query).first() is not None


def every(session: Session) -> frozenset[str]:
    """All hashes that stand."""
    query = select(SuppressedRow.hash).where(col(SuppressedRow.lifted_at).is_(None))
    return frozenset(session.exec(query))


def replay(
    session: Session, lines: Iterable[key_and_erasures.Line], now: dt.datetime
) -> None:
    """After a restore: what was asked for or lifted since the backup, in its order."""
    for line in lines:
        row = session.get(SuppressedRow, line.get("hash", ""))
        if line.get("what") == "suppressed":
            session.merge(SuppressedRow(hash=line["hash"], at=row.at if row else now))
        elif line.get("what") == "lifted" and row is not None:
            row.lifted_at, row.lifted_why = now, line.get("why", "")
        session.flush()
