"""Record from the shell or a sheet what a member said to somebody not in the chat."""

import datetime as dt

from sqlmodel import Session

from bot.rules import following, steps
from bot.rules.ballot import Ballot
from bot.rules.bands import Band
from bot.rules.outcomes import Outcome
from bot.usecases import recording
from storage import audit, claims, contacts, members, tallies


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
    """One contact of somebody named; False if there is no such member.

    A word older than the member's last one is logged and changes nothing.
    """
    member = members.find(session, ballot.id, number)
    if member is None:
        return False
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
        before=recording.snapshot(member),
    )
    audit.note(
        session, "recorded by hand", now, ballot_id=ballot.id, member_id=member.id
    )
    if older:
        return True
    facts = steps.Facts(
        band=Band(member.band) if member.band is not None else None,
        due_at=member.due_at,
        ways=tuple(way.channel for way in member.ways()),
    )
    step = following.after(outcome, facts, ballot, max(at, now))
    changes = {
        **recording.placed(step),
        "outcome": outcome,
        "outcome_at": at,
        "source": "member",
        "contacts": member.contacts + 1,
        "kept_for": None,
        "kept_until": None,
    }
    if outcome is Outcome.DO_NOT_CONTACT:
        changes["do_not_contact"] = True
    members.change(session, member, **changes)
    if member.holder is not None and step.band is None:
        claims.end(session, member.id, "recorded", now)
    tallies.shift_day(session, ballot.id, ballot.today(at), outcome)
    return True
