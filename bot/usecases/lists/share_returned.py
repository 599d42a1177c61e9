"""Record a share's sheet that came back: each answer is a contact by its rep."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.lists import known_member, merge_list, sheet_job
from bot.rules.lists.sheet_member import PLAIN, Row, SheetMember
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

    share_id: int | None
    """None for a row that was added by hand."""
    member: SheetMember
    words: str
    day: dt.date | None

    @property
    def row(self) -> Row:
        """The row of the sheet."""
        return self.member.rows[0]


def take(context: Context, answers: Sequence[Answer]) -> sheet_job.ReturnedShare:
    """Record the answers of a sheet; the same sheet again records nothing twice."""
    recorded = same = 0
    unclear: list[Row] = []
    unknown: list[Row] = []
    differing: list[tuple[Row, tuple[str, ...]]] = []
    reps: dict[str, None] = {}
    for answer in answers:
        number = answer.share_id
        share = shares.get(context.session, number) if number is not None else None
        if share is None or share.ballot_id != context.ballot.id:
            unknown.append(answer.row)
            continue
        reps[share.rep] = None
        member = _member(context, share, answer)
        if member is None:
            unknown.append(answer.row)
            continue
        if fields := _differing(member, answer.member):
            differing.append((answer.row, fields))
        if not answer.words:
            continue
        at = _said_at(context, answer)
        draft = drafts.read(answer.words, context.ballot, at)
        if draft.ask or draft.outcome not in {*Outcome}:
            unclear.append(answer.row)
        elif _known(context, member, share.rep, draft.words):
            same += 1
        else:
            _record(
                context,
                share,
                member,
                statement.from_draft(draft, member, at=at, by=share.rep),
            )
            recorded += 1
    return sheet_job.ReturnedShare(
        ", ".join(reps), recorded, same, tuple(unclear), unknown, differing
    )


def _member(context: Context, share: shares.Share, answer: Answer) -> Member | None:
    """Find the member of this share whom the row is about."""
    ids = shares.member_ids(context.session, share.id)
    found = {m.id: m for m in known_members.these(context.session, ids)}
    plan = merge_list.ListMerge(
        known_member.of(member, context.ballot) for member in found.values()
    )
    (outcome,) = plan.results([answer.member])
    return found[outcome.member_id] if isinstance(outcome, merge_list.Change) else None


def _differing(member: Member, row: SheetMember) -> tuple[str, ...]:
    """List the fields in which a row has another value than the member.

    They are told, not taken: ours may have been corrected since the sheet was made.
    """
    told = ((name, getattr(row, name)) for name in PLAIN)
    return tuple(
        name for name, value in told if value and value != getattr(member, name)
    )


def _known(context: Context, member: Member, rep: str, words: str) -> bool:
    """Whether this answer is in the log already, from reading the sheet before."""
    return any(
        contact.by_name == rep and contact.words == words
        for contact in contacts.of_member(context.session, member.id)
    )


def _said_at(context: Context, answer: Answer) -> dt.datetime:
    """Find when it was said: *tomorrow* is counted from that day."""
    if answer.day is None:
        return context.now
    return min(context.ballot.at(answer.day, dt.time(12)), context.now)


def _record(context: Context, share: shares.Share, member: Member, said: Said) -> None:
    record_outcome.record(context, member, said)
    shares.mark_back(context.session, share.id, member.id, context.now)
    lasts = max(share.lapses_at, context.now + ALIVE)
    share_out.prolong(context.session, share, lasts)
    context.note("share came back", member.id)


ALIVE = dt.timedelta(days=1)
"""How much longer a share lasts after a sign of life."""
