"""Seal the audit log: each line's seal includes the one before (S6, S14).

How far it went stands in a file beside the database, the anchor, so that a cut end
and views taken out are noticed as well.
"""

import datetime as dt

from sqlmodel import Session

from bot.rules import hashing
from storage.privacy import audit, audit_anchor, key_and_erasures

SETTLED = dt.timedelta(minutes=1)
"""Lines younger than this may still be joined by ones with a lower number."""
AT_ONCE = 50


def grow(session: Session, now: dt.datetime) -> bool:
    """Seal some lines that have settled; True where there may be more.

    Where the log does not fit its anchor any more it stays as it is, to be looked at.
    """
    if audit_anchor.lost(session) is not None:
        return False
    _move_anchor(session, now)
    fresh = audit.unsealed(session, now - SETTLED, AT_ONCE)
    if not fresh:
        return False
    last = audit.last_sealed(session)
    key, seal = key_and_erasures.key(session), (last and last.chain) or ""
    for line in fresh:
        seal = sealed(key, seal, line)
        audit.seal(session, line.id, seal)
    return len(fresh) == AT_ONCE


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


def _move_anchor(session: Session, now: dt.datetime) -> None:
    """Write the anchor anew, if anything was sealed or seen since."""
    before, after = audit_anchor.of(session), anchor(session, now)
    if after is not None and (before is None or after.is_beyond(before)):
        audit_anchor.move(session, after)


def begin_anew(session: Session, now: dt.datetime) -> None:
    """Anchor the log as it is now, after somebody looked at what was lost."""
    found = anchor(session, now)
    if found is None:
        audit_anchor.forget(session)
    else:
        audit_anchor.move(session, found)
    audit.record(session, "new anchor", now)


def anchor(session: Session, now: dt.datetime) -> audit_anchor.Anchor | None:
    """Say how far the log goes, without what may not be committed yet."""
    return audit_anchor.so_far(session, now - SETTLED)
