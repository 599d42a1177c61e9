"""Thirty days after the close member data goes, provably; totals stay (S12)."""

import datetime as dt

from sqlmodel import Session

from bot.rules import retention
from bot.rules.endings import guarding
from bot.usecases import closing, removing, saying
from storage import audit, ballots, beside, outbox, people, purges


def purge(session: Session, ballot_id: int, now: dt.datetime) -> bool:
    """Erase every member row of a ballot; False if that was done before.

    The file itself is cleaned afterwards, outside of any transaction: Store.scrub.
    """
    if ballots.life(session, ballot_id).purged_at is not None:
        return False
    closing.close(session, ballot_id, now)
    beside.write_down(session, "purged", ballot=ballots.get(session, ballot_id).name)
    ballots.live(session, ballot_id, purged_at=now)
    for person in people.team(session, ballot_id):
        removing.take_shown(session, person.telegram_id, now)
    purges.ballot(session, ballot_id)
    audit.note(session, "purged", now, ballot_id=ballot_id)
    for organiser in people.organisers(session, ballot_id):
        about = saying.pack(guarding.Purged(ballot_id))
        outbox.put(session, organiser.telegram_id, "send", about, now)
    purges.wants_scrub(session, wanted=True)
    return True


def purge_due(session: Session, now: dt.datetime) -> int:
    """Purge what has been closed for long enough; how many ballots."""
    closed = ballots.closed_until(session, now - retention.KEPT)
    return sum(purge(session, ballot_id, now) for ballot_id in closed)
