"""What is unfinished before a ballot's members are purged."""

import datetime as dt

from sqlmodel import Session

from bot.rules.lists import export_kinds
from bot.rules.privacy.retention import UnfinishedWork
from storage import jobs
from storage.care import cases
from storage.lists import export_queries as changes


def last_keyed(session: Session, ballot_id: int) -> dt.datetime | None:
    """Find up to when changes have been keyed into the union's system."""
    job = jobs.newest_keyed_in(session, ballot_id, export_kinds.JOB)
    return dt.datetime.fromisoformat(job.about["cutoff"]) if job else None


def count(session: Session, ballot_id: int, now: dt.datetime) -> UnfinishedWork:
    """Count changes since the last export that was keyed in, and open cases."""
    between = (last_keyed(session, ballot_id), now)
    return UnfinishedWork(
        changes=len(changes.changed(session, ballot_id, *between)),
        cases=len(cases.still_open(session, ballot_id)),
        numbers=len(changes.corrected(session, ballot_id, *between)),
    )
