"""What has not left the program yet when its members are about to be purged."""

import datetime as dt

from sqlmodel import Session

from bot.rules.privacy.retention import Left
from bot.usecases.lists import export_members
from storage.care import cases
from storage.lists import export_queries as changes


def left(session: Session, ballot_id: int, now: dt.datetime) -> Left:
    """Changes as their export counts them: since the last one that was keyed in."""
    between = (export_members.last_keyed(session, ballot_id), now)
    return Left(
        changes=len(changes.changed(session, ballot_id, *between)),
        cases=len(cases.still_open(session, ballot_id)),
        numbers=len(changes.corrected(session, ballot_id, *between)),
    )
