"""Find members whom the phase of a ballot before left where nobody gets them."""

import datetime as dt

from sqlalchemy import ColumnElement, TextClause, bindparam, text
from sqlmodel import Session, col, select

from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from storage import ballots
from storage.tables import BallotRow, MemberRow
from storage.types import UtcDateTime

_OF = "SELECT 1 FROM member WHERE member.ballot_id = ballot.id AND NOT do_not_contact"
_TRIED_OUT = f"out_reason = '{Out.TRIED_OUT}'"
_NO_PAPER = f"band = {int(Band.NO_PAPER)} AND holder IS NULL"
ANY = (
    "ballot.phase_since > :lately AND ballot.phase_since <= :now"
    f" AND ballot.phase NOT IN ('{Phase.TOO_LATE}', '{Phase.CLOSED}')"
    f" AND (EXISTS ({_OF} AND {_TRIED_OUT} AND outcome_at < ballot.phase_since)"
    # Two conditions, so that each has its index; who was kept longer is kept no more.
    f" OR NOT replaceable AND EXISTS ({_OF} AND {_NO_PAPER} AND kept_for IS NULL)"
    f" OR NOT replaceable AND EXISTS ({_OF} AND {_NO_PAPER} AND kept_for IS NOT NULL"
    " AND kept_until > :lately))"
)
"""Which ballots have such members: their phase began after `lately`."""
_any = text(ANY).bindparams(
    *(bindparam(name, type_=UtcDateTime()) for name in ("lately", "now"))
)


def first_ballot(
    session: Session, lately: dt.datetime, now: dt.datetime
) -> Ballot | None:
    """Find a ballot with such members."""
    query = select(BallotRow).where(_any).limit(1)
    row = session.exec(query, params={"lately": lately, "now": now}).first()
    return None if row is None else ballots.get(session, row.id)


def tried_out(
    session: Session, ballot_id: int, before: dt.datetime, limit: int
) -> list[int]:
    """List whom nobody reached in all tries, the last of them before that."""
    return _ids(
        session,
        ballot_id,
        limit,
        text(_TRIED_OUT),
        col(MemberRow.outcome_at) < before,
    )


def without_paper(session: Session, ballot_id: int, limit: int) -> list[int]:
    """List who has no paper, asked for none, and is held by nobody."""
    free = _ids(session, ballot_id, limit, text(_NO_PAPER), text("kept_for IS NULL"))
    return free or _ids(
        session, ballot_id, limit, text(_NO_PAPER), text("kept_for IS NOT NULL")
    )


def _ids(
    session: Session,
    ballot_id: int,
    limit: int,
    *where: ColumnElement[bool] | TextClause,
) -> list[int]:
    query = select(MemberRow.id).where(
        MemberRow.ballot_id == ballot_id, ~col(MemberRow.do_not_contact), *where
    )
    return list(session.exec(query.limit(limit)))
