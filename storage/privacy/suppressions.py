"""Keyed hashes of people who asked never to be contacted, kept beyond the ballot."""

import datetime as dt
import json
from collections.abc import Iterable

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from storage.privacy import key_and_erasures
from storage.statements import plain
from storage.tables import SuppressedRow
from storage.types import UtcDateTime


def add(session: Session, hashes: Iterable[str], now: dt.datetime) -> None:
    """Suppress these hashes: their owners are not contacted from now on."""
    wanted = sorted(set(hashes))
    values = {"at": now, "hashes": json.dumps(wanted)}
    fresh = sorted(one for (one,) in _ADD.run(session, values)) if wanted else []
    for row in list(session.identity_map.values()):
        if isinstance(row, SuppressedRow):
            session.expire(row)
    lines: list[key_and_erasures.Line]
    lines = [{"what": "suppressed", "hash": one} for one in fresh]
    key_and_erasures.write_down(session, *lines)


def _adding(database: str) -> plain.Built:
    """Make the statement that keeps hashes, and returns those it did not."""
    each = {
        "sqlite": "value, :at FROM json_each(:hashes)",
        "postgresql": "value, CAST(:at AS timestamptz)"
        " FROM json_array_elements_text(CAST(:hashes AS json))",
    }
    return text(
        f"INSERT INTO suppressed (hash, at) SELECT {each[database]} WHERE true "
        "ON CONFLICT (hash) DO UPDATE SET at = excluded.at, lifted_at = NULL "
        "WHERE suppressed.lifted_at IS NOT NULL RETURNING hash"
    ).bindparams(bindparam("at", type_=UtcDateTime()))


_ADD = plain.Statement(_adding)


def lift(
    session: Session,
    hashes: Iterable[str],
    now: dt.datetime,
    since: dt.datetime | None = None,
) -> None:
    """Lift the suppression of these hashes, if made `since`; the rows stay, with when.

    One that stood before is another request, which nobody has taken back.
    """
    lines: list[key_and_erasures.Line] = []
    for one in sorted(hashes):
        row = session.get(SuppressedRow, one)
        if row is not None and (since is None or row.at >= since):
            row.lifted_at = now
            lines.append({"what": "lifted", "hash": one})
    key_and_erasures.write_down(session, *lines)


def every(session: Session) -> frozenset[str]:
    """Return all suppressed hashes."""
    query = select(SuppressedRow.hash).where(col(SuppressedRow.lifted_at).is_(None))
    return frozenset(session.exec(query))


def replay(
    session: Session, lines: Iterable[key_and_erasures.Line], now: dt.datetime
) -> None:
    """Apply the journal's suppressions and lifts in order, after a restore."""
    for line in lines:
        row = session.get(SuppressedRow, line.get("hash", ""))
        if line.get("what") == "suppressed":
            session.merge(SuppressedRow(hash=line["hash"], at=row.at if row else now))
        elif line.get("what") == "lifted" and row is not None:
            row.lifted_at = now
        session.flush()
