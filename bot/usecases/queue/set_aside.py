"""Members set aside on a call list or a share: who has the list asks them."""

from sqlmodel import Session

from bot.rules.member import Member
from bot.usecases.lists import export_members
from storage import jobs
from storage.lists import shares


def holds(session: Session, member: Member) -> bool:
    """Whether a dialler or a rep has this member on a list just now."""
    until = member.kept_until
    if until is None:
        return False
    return shares.keeps(session, member.id, until) or jobs.holds(
        session, member.ballot_id, export_members.JOB, member.id, until
    )
