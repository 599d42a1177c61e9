"""Record from the shell or a sheet what a member said to somebody not in the chat."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from bot.rules import as_before, following, steps
from bot.rules.ballot import Ballot
from bot.rules.bands import Band
from bot.rules.members import Member
from bot.rules.outcomes import Outcome
from bot.usecases import alarms, backroom, cases, recording, suppressing
from storage import audit, claims, contacts, members, suppressions

NOTHING = steps.Facts()


def record(
    session: Session,
    ballot: Ballot,
    number: str,
    outcome: Outcome,
    by: str,
    at: dt.datetime,
    now: dt.datetime,
    words: str = "",
) -> bool:
    """One contact of somebody named; False if there is no such member."""
    member = members.find(session, ballot.id, number)
    if member is None:
        return False
    of(session, ballot, member, outcome, by, at, now, words)
    return True


def of(
    session: Session,
    ballot: Ballot,
    member: Member,
    outcome: Outcome,
    by: str,
    at: dt.datetime,
    now: dt.datetime,
    words: str = "",
    told: steps.Facts = NOTHING,
) -> None:
    """One contact of this member; `told` is what was said beside the outcome.

    A word older than the member's last one is logged and changes nothing.
    """
    older = member.outcome_at is not None and at < member.outcome_at
    contacts.log(
        session,
        ballot_id=ballot.id,
        member_id=member.id,
        by_name=by,
        at=at,
        recorded_at=now,
        outcome=outcome,
        words=words,
        source="member",
        late=older,
        conflict=older,
        before=as_before.snapshot(member),
    )
    audit.note(
        session, "recorded by hand", now, ballot_id=ballot.id, member_id=member.id
    )
    if older:
        return
    step = _move(session, ballot, member, outcome, at, now, told)
    desk = backroom.desk(session, ballot, now)
    cases.follow(desk, member, words, step)
    alarms.follow(desk, member, step)


def _move(
    session: Session,
    ballot: Ballot,
    member: Member,
    outcome: Outcome,
    at: dt.datetime,
    now: dt.datetime,
    told: steps.Facts,
) -> steps.Next:
    """Where the word takes the member; whoever holds them in vain is told."""
    silent = outcome is Outcome.NO_ANSWER
    facts = replace(
        told,
        band=Band(member.band) if member.band is not None else None,
        due_at=member.due_at,
        promised=member.promise_day,
        ways=tuple(way.channel for way in member.ways()),
        tries=member.tries + silent,
    )
    step = following.after(outcome, facts, ballot, max(at, now))
    if outcome is Outcome.DO_NOT_CONTACT:
        suppressions.add(session, suppressing.hashes(session, member), now)
    changes = _changes(member, outcome, at, facts, step)
    members.change(session, member, **changes)
    if member.holder is not None and step.band is None:
        backroom.stop(session, ballot, member, "recorded by another", now)
        claims.end(session, member.id, "recorded", now)
    return step


def _changes(
    member: Member,
    outcome: Outcome,
    at: dt.datetime,
    facts: steps.Facts,
    step: steps.Next,
) -> dict[str, object]:
    """The fields that follow from what was said and the step it led to."""
    changes: dict[str, object] = {
        **recording.placed(step),
        "contacts": member.contacts + 1,
        "tries": facts.tries if outcome is Outcome.NO_ANSWER else 0,
        "kept_for": None,
        "kept_until": None,
    }
    if outcome is not Outcome.WRONG_CONTACT:
        kept = member.promised_at if step.promise_day else None
        changes |= {
            "outcome": outcome,
            "outcome_at": at,
            "source": "member",
            "promise_day": step.promise_day,
            "promised_at": at if outcome is Outcome.WILL_POST else kept,
        }
    if outcome is Outcome.REPLACEMENT_REQUESTED:
        changes["requested_at"] = at
    if outcome is Outcome.DO_NOT_CONTACT or member.do_not_contact:
        changes |= {"do_not_contact": True, "band": None, "due_at": None}
    return changes
