"""A share's sheet that came back: each answer is a contact of that rep."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules import drafts, intake, listed, merge, steps
from bot.rules.ballot import Ballot
from bot.rules.members import Member
from bot.rules.outcomes import Outcome
from bot.rules.people import Row, SheetMember
from bot.usecases import recording_by_hand, share_life
from storage import audit, contacts, listings, shares


@dataclass(frozen=True, slots=True)
class Answer:
    """One filled row: who, from which share, the words, the day they were said."""

    share_id: int
    member: SheetMember
    words: str
    day: dt.date | None

    @property
    def row(self) -> Row:
        """Where it stands in the sheet."""
        return self.member.rows[0]


def take(
    session: Session, ballot: Ballot, answers: Sequence[Answer], now: dt.datetime
) -> intake.Back:
    """Record what came back; the same sheet again records nothing twice."""
    recorded = same = unknown = 0
    unclear: list[Row] = []
    reps: dict[str, None] = {}
    for answer in answers:
        share = shares.get(session, answer.share_id)
        if share is None or share.ballot_id != ballot.id:
            unknown += 1
            continue
        reps[share.rep] = None
        member = _member(session, ballot, share, answer)
        draft = drafts.of(answer.words, ballot, now)
        if member is None:
            unknown += 1
        elif draft.ask or draft.outcome not in {*Outcome}:
            unclear.append(answer.row)
        elif _known(session, member, share.rep, draft.words):
            same += 1
        else:
            _record(session, ballot, share, member, draft, answer, now)
            recorded += 1
    return intake.Back(", ".join(reps), recorded, same, tuple(unclear), unknown)


def _member(
    session: Session, ballot: Ballot, share: shares.Share, answer: Answer
) -> Member | None:
    """Whom the row is about: one of this share's members."""
    found = {
        m.id: m for m in listings.these(session, shares.member_ids(session, share.id))
    }
    plan = merge.Plan(listed.known(member, ballot) for member in found.values())
    (outcome,) = plan.outcomes([answer.member])
    return found[outcome.member_id] if isinstance(outcome, merge.Change) else None


def _known(session: Session, member: Member, rep: str, words: str) -> bool:
    """The sheet was read before: this answer is in the log already."""
    return any(
        contact.by_name == rep and contact.words == words
        for contact in contacts.of_member(session, member.id)
    )


def _record(
    session: Session,
    ballot: Ballot,
    share: shares.Share,
    member: Member,
    draft: drafts.Draft,
    answer: Answer,
    now: dt.datetime,
) -> None:
    at = ballot.at(answer.day, dt.time(12)) if answer.day else now
    recording_by_hand.of(
        session,
        ballot,
        member,
        Outcome(draft.outcome),
        share.rep,
        min(at, now),
        now,
        draft.words,
        steps.Facts(day=draft.day, at=draft.at),
    )
    shares.came_back(session, share.id, member.id, now)
    share_life.prolong(session, share, max(share.lapses_at, now + ALIVE))
    audit.note(
        session, "share came back", now, ballot_id=ballot.id, member_id=member.id
    )


ALIVE = dt.timedelta(days=1)
"""How much longer a share lasts after a sign of life."""
