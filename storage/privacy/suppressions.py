"""Keyed hashes of people who asked never to be contacted, kept beyond the ballot."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from storage.privacy import key_and_erasures
from storage.statements import plain
from storage.tables import SuppressedRow
from storage.types import UtcDateTime

AT_ONCE = 50
"""Most hashes kept by one statement."""


def add(session: Session, hashes: Iterable[str], now: dt.datetime) -> None:
    """Suppress these hashes: their owners are not contacted from now on."""
    wanted, fresh = iter(sorted(set(hashes))), list[str]()
    while some := list(islice(wanted, AT_ONCE)):
        values = {"at": now} | {f"h{place}": one for place, one in enumerate(some)}
        fresh += [one for (one,) in _adding(len(some)).run(session, values)]
    for row in list(session.identity_map.values()):
        if isinstance(row, SuppressedRow):
            session.expire(row)
    lines: list[key_and_erasures.Line]
    lines = [{"what": "suppressed", "hash": one} for one in sorted(fresh)]
    key_and_erasures.write_down(session, *lines)


@lru_cache(maxsize=AT_ONCE)
def _adding(count: int) -> plain.Statement:
    """Make the statement that keeps so many hashes, and returns those it did not."""
    values = ", ".join(f"(:h{place}, :at)" for place in range(count))
    statement = text(
        f"INSERT INTO suppressed (hash, at) VALUES {values} ON CONFLICT (hash) "
        "DO UPDATE SET at = excluded.at, lifted_at = NULL "
        "WHERE suppressed.lifted_at IS NOT NULL RETURNING hash"
    ).bindparams(bindparam("at", type_=UtcDateTime()))
    return plain.Statement(lambda _: statement)


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
