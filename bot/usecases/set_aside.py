"""Members set aside on a call list or a share: who has the list asks them."""

from sqlmodel import Session

from bot.rules.members import Member
from bot.usecases import exporting
from storage import jobs, shares


def holds(session: Session, member: Member) -> bool:
    """Whether a dialler or a rep has this member on a list just now."""
    until = member.kept_until
    if until is None:
        return False
    return shares.keeps(session, member.id, until) or jobs.holds(
        session, member.ballot_id, exporting.JOB, member.id, until
    )
