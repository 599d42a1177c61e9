"""A share's sheet that came back: each answer is a contact of that rep."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.lists import intake, merge_list, union_word
from bot.rules.lists.sheet_member import Row, SheetMember
from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.replies import drafts
from bot.usecases.context import Context
from bot.usecases.lists import share_out
from bot.usecases.replies import record_outcome, statement
from bot.usecases.replies.move import Said
from storage.lists import known_members, shares
from storage.replies import contacts


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


def take(desk: Context, answers: Sequence[Answer]) -> intake.Back:
    """Record what came back; the same sheet again records nothing twice."""
    recorded = same = unknown = 0
    unclear: list[Row] = []
    reps: dict[str, None] = {}
    for answer in answers:
        share = shares.get(desk.session, answer.share_id)
        if share is None or share.ballot_id != desk.ballot.id:
            unknown += 1
            continue
        reps[share.rep] = None
        member = _member(desk, share, answer)
        at = _said_at(desk, answer)
        draft = drafts.of(answer.words, desk.ballot, at)
        if member is None:
            unknown += 1
        elif draft.ask or draft.outcome not in {*Outcome}:
            unclear.append(answer.row)
        elif _known(desk, member, share.rep, draft.words):
            same += 1
        else:
            _record(
                desk, share, member, statement.said(draft, member, at=at, by=share.rep)
            )
            recorded += 1
    return intake.Back(", ".join(reps), recorded, same, tuple(unclear), unknown)


def _member(desk: Context, share: shares.Share, answer: Answer) -> Member | None:
    """Whom the row is about: one of this share's members."""
    ids = shares.member_ids(desk.session, share.id)
    found = {m.id: m for m in known_members.these(desk.session, ids)}
    plan = merge_list.Plan(
        union_word.known(member, desk.ballot) for member in found.values()
    )
    (outcome,) = plan.outcomes([answer.member])
    return found[outcome.member_id] if isinstance(outcome, merge_list.Change) else None


def _known(desk: Context, member: Member, rep: str, words: str) -> bool:
    """The sheet was read before: this answer is in the log already."""
    return any(
        contact.by_name == rep and contact.words == words
        for contact in contacts.of_member(desk.session, member.id)
    )


def _said_at(desk: Context, answer: Answer) -> dt.datetime:
    """When it was said: *tomorrow* is the day after."""
    if answer.day is None:
        return desk.now
    return min(desk.ballot.at(answer.day, dt.time(12)), desk.now)


def _record(desk: Context, share: shares.Share, member: Member, said: Said) -> None:
    record_outcome.record(desk, member, said)
    shares.came_back(desk.session, share.id, member.id, desk.now)
    lasts = max(share.lapses_at, desk.now + ALIVE)
    share_out.prolong(desk.session, share, lasts)
    desk.note("share came back", member.id)


ALIVE = dt.timedelta(days=1)
"""How much longer a share lasts after a sign of life."""
