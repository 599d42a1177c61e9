"""Members set aside on a call list or a share: who has the list asks them."""

from sqlmodel import Session

from bot.rules.lists import export_kinds
from bot.rules.member import Member
from storage import jobs
from storage.lists import shares


def holds(session: Session, member: Member) -> bool:
    """Whether a dialler or a rep has this member on a list just now."""
    until = member.kept_until
    if until is None:
        return False
    return shares.keeps(session, member.id, until) or jobs.holds(
        session, member.ballot_id, export_kinds.JOB, member.id, until
    )
