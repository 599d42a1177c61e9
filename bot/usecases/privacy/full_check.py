"""Check the database, the files beside it, its counts, its audit log and its disk."""

from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session

from bot.rules.privacy.fault import Fault, Kind
from bot.usecases.privacy import audit_chain
from storage import ballots, counters
from storage.privacy import audit_anchor, integrity_check, key_and_erasures

LEAST_FREE = 200 * 2**20
"""Bytes on the disk of the database."""


def faults(session: Session) -> Iterator[Fault]:
    """List every fault of the files, the database, the counts and the audit log."""
    yield from integrity_check.faults(session)
    for lost in key_and_erasures.lost_lines(session):
        yield Fault(Kind.JOURNAL, lost)
    yield from _counts(session)
    broken = audit_chain.broken(session)
    if broken is not None:
        yield Fault(Kind.AUDIT, f"The audit log was changed at line {broken}.")
    cut = audit_anchor.lost(session)
    if cut is not None:
        yield Fault(Kind.AUDIT, cut)


def _counts(session: Session) -> Iterator[Fault]:
    """Compare the counters with the members, in ballots that are not purged."""
    for ballot in ballots.every(session):
        purged = ballots.life(session, ballot.id).purged_at is not None
        kept = counters.by_standing(session, ballot.id)
        if not purged and kept != counters.counted(session, ballot.id):
            yield Fault(
                Kind.COUNTS, f"The counts of {ballot.name!r} do not fit its members."
            )


def disk(file: Path, free: int) -> Iterator[Fault]:
    """Look whether a database has room to grow; `free` are bytes of its disk."""
    if free < max(LEAST_FREE, 2 * file.stat().st_size):
        yield Fault(
            Kind.DISK,
            f"Only {free // 2**20} MiB are free on the disk of {file}. Make room: on a "
            "full disk nothing can be saved.",
        )
