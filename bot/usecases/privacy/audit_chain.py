"""Seal the audit log: each line's seal includes the one before (S6, S14)."""

import datetime as dt

from sqlmodel import Session

from bot.rules import hashing
from storage.privacy import audit, key_and_erasures

SETTLED = dt.timedelta(minutes=1)
"""Lines younger than this may still be joined by ones with a lower number."""
AT_ONCE = 500


def grow(session: Session, now: dt.datetime) -> int:
    """Seal the lines that have settled; return how many."""
    fresh = audit.unsealed(session, now - SETTLED, AT_ONCE)
    if not fresh:
        return 0
    key, seal = key_and_erasures.key(session), audit.last_seal(session)
    for line in fresh:
        seal = sealed(key, seal, line)
        audit.seal(session, line.id, seal)
    return len(fresh)


def sealed(key: bytes, before: str, line: audit.Line) -> str:
    """Make the seal of a line from the seal before it."""
    parts = (line.id, line.at.isoformat(), line.ballot_id, line.person_id)
    rest = (line.member_id, line.action, line.detail)
    return hashing.keyed_hash(key, before, *map(str, (*parts, *rest)))


def broken(session: Session) -> int | None:
    """Find the first line whose seal does not fit or is gone; None if the chain holds.

    Only the newest lines have no seal yet: one before a sealed line has lost it.
    """
    key, seal, open_line = key_and_erasures.key(session), "", None
    for line in audit.lines(session):
        if line.chain is None:
            open_line = open_line or line.id
            continue
        if open_line is not None:
            return open_line
        seal = sealed(key, seal, line)
        if line.chain != seal:
            return line.id
    return None
