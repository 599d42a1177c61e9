"""Find members whom the phase of a ballot before left where nobody gets them."""

import datetime as dt

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from storage.tables import MemberRow


def tried_out(
    session: Session, ballot_id: int, before: dt.datetime, limit: int
) -> list[int]:
    """List whom nobody reached in all tries, the last of them before that."""
    return _ids(
        session,
        ballot_id,
        limit,
        MemberRow.out_reason == Out.TRIED_OUT.value,
        col(MemberRow.outcome_at) < before,
        ~col(MemberRow.do_not_contact),
    )


def without_paper(session: Session, ballot_id: int, limit: int) -> list[int]:
    """List who has no paper, asked for none, and is held by nobody."""
    return _ids(
        session,
        ballot_id,
        limit,
        MemberRow.band == int(Band.NO_PAPER),
        col(MemberRow.holder).is_(None),
    )


def _ids(
    session: Session, ballot_id: int, limit: int, *where: ColumnElement[bool] | bool
) -> list[int]:
    query = select(MemberRow.id).where(MemberRow.ballot_id == ballot_id, *where)
    found = session.exec(query.order_by(col(MemberRow.id)).limit(limit))
    return [one for one in found if one is not None]
