"""Apply what a new list changes about a known member."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import known_member, list_status, merge_list, sheet_member
from bot.rules.member import Fields, Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies import enter_queue, snapshot, steps
from bot.rules.replies.steps import Out
from bot.usecases import release
from bot.usecases.privacy import do_not_contact
from storage import members
from storage.privacy import audit
from storage.queue import claims
from storage.replies import contacts


class Done(Enum):
    """What happened to a member; `STOPPED`: the holder of the card was told to stop."""

    SAME = "same"
    CHANGED = "changed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Work:
    """The ballot a list is imported into, when, and by whom."""

    session: Session
    ballot: Ballot
    now: dt.datetime
    by: int | None = None


def apply(work: Work, change: merge_list.Change, *, left: bool = False) -> Done:
    """Save what changed; end the claim on a member whom nobody should call any more."""
    if not change.fields and not left:
        return Done.SAME
    member = members.get(work.session, change.member_id)
    fields = _changed_fields(work, member, change)
    if left and member.outcome is not Outcome.NOT_A_MEMBER:
        fields |= _left_the_union(work)
    if not fields:
        return Done.SAME
    now = members.change_from_list(work.session, member, **fields)
    do_not_contact.keep(work.session, [now], work.now)
    audit.record(
        work.session,
        "changed by a list",
        work.now,
        ballot_id=work.ballot.id,
        person_id=work.by,
        member_id=member.id,
        detail=" ".join(sorted(fields)),
    )
    if member.holder is None or now.band is not None:
        return Done.CHANGED
    why = "left" if left else _why(now)
    release.stop(work.session, now, why, work.now)
    claims.end(work.session, member.id, "stopped", work.now)
    return Done.STOPPED


def _why(member: Member) -> str:
    """Give the reason why the holder must stop, as a code of the alarm."""
    if member.do_not_contact:
        return "do not contact"
    voted = member.outcome is Outcome.VOTED
    return "voted" if voted else "recorded by another"


def _changed_fields(work: Work, member: Member, change: merge_list.Change) -> Fields:
    """Work out the fields that change, and those that follow from them."""
    after, news = change.after, set(change.fields)
    fields = known_member.changed_fields(after, news)
    if not news.isdisjoint(("ballot_status", "status_date")):
        fields |= _status(work, member, after)
    alive = {Channel(name) for name in sheet_member.REACH if name in news}
    if alive & member.dead_channels:
        fields["dead_channels"] = member.dead_channels - alive
    if alive and member.out_reason == Out.WHO_KNOWS and "band" not in fields:
        fields |= _reachable_again(work, member)
    if "do_not_contact" in news:
        fields |= steps.out_of_queue(Out.DO_NOT_CONTACT) | {"do_not_contact": True}
    elif member.do_not_contact:
        if "band" in fields:
            fields |= {"band": None, "due_at": None}
        fields.pop("out_reason", None)
    return fields


def _status(work: Work, member: Member, after: sheet_member.SheetMember) -> Fields:
    """Keep the status of the list; move the member only where it is news."""
    day = dt.date.fromisoformat(after.status_date) if after.status_date else None
    fields: Fields = {
        "import_status": after.ballot_status,
        "import_status_on": day,
    }
    outcome = list_status.OUTCOMES.get(after.ballot_status)
    changes = list_status.changes_outcome(member, after.ballot_status)
    if (
        outcome is None
        or not changes
        or list_status.told_since(member, day, work.ballot)
    ):
        if outcome is not None and list_status.contradicts(member, outcome):
            _log_conflict(work, member, outcome, day)
        return fields
    step = enter_queue.imported(after.ballot_status, day, work.ballot, work.now)
    fields |= steps.place_fields(step) | {
        "outcome": outcome,
        "outcome_at": work.ballot.at(day) if day else work.now,
        "source": list_status.UNION,
        "kept_for": None,
        "kept_until": None,
    }
    if outcome is Outcome.REPLACEMENT_REQUESTED:
        fields["requested_at"] = fields["outcome_at"]
    if outcome is Outcome.WILL_POST and not (member.contact_methods() or after.mobile):
        fields |= steps.out_of_queue(Out.WHO_KNOWS)
    return fields


def _log_conflict(
    work: Work, member: Member, outcome: Outcome, day: dt.date | None
) -> None:
    """Log a status that contradicts ours for an organiser to settle; ours stands."""
    contacts.log(
        work.session,
        ballot_id=work.ballot.id,
        member_id=member.id,
        at=work.ballot.at(day) if day else work.now,
        recorded_at=work.now,
        outcome=outcome,
        source=list_status.UNION,
        late=True,
        conflict=True,
        before=snapshot.snapshot(member),
    )


def _reachable_again(work: Work, member: Member) -> Fields:
    step = enter_queue.imported(
        member.import_status, member.import_status_on, work.ballot, work.now
    )
    return steps.place_fields(step)


def _left_the_union(work: Work) -> Fields:
    """Take a member who left the union or died out of the queue."""
    return steps.out_of_queue(Out.NOT_IN_BALLOT) | {
        "outcome": Outcome.NOT_A_MEMBER,
        "outcome_at": work.now,
        "source": list_status.UNION,
    }
