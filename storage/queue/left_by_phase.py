"""Find members whom the phase of a ballot before left where nobody gets them."""

import datetime as dt

from sqlmodel import Session, and_, col, or_, select

from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from storage.tables import MemberRow


def find(session: Session, ballot_id: int, begun: dt.datetime, limit: int) -> list[int]:
    """List who was tried out before that, and who has no paper and nobody holds."""
    tried_out = and_(
        MemberRow.out_reason == Out.TRIED_OUT.value, col(MemberRow.outcome_at) < begun
    )
    no_paper = and_(
        MemberRow.band == int(Band.NO_PAPER), col(MemberRow.holder).is_(None)
    )
    query = (
        select(MemberRow.id)
        .where(MemberRow.ballot_id == ballot_id, or_(tried_out, no_paper))
        .limit(limit)
    )
    return [one for one in session.exec(query) if one is not None]
