"""What each kind of nudge tells now; None where nothing is left to tell."""

import datetime as dt
from collections import Counter
from collections.abc import Callable

from sqlmodel import Session

from bot.rules import nudged, planned, slots, workdays
from bot.rules.ballot import Ballot
from bot.rules.bands import Band
from bot.rules.members import Member
from bot.rules.outcomes import Outcome
from bot.rules.planned import Kind
from bot.rules.standings import Standing
from bot.rules.stats import Today
from bot.rules.turnout import Counts
from storage import (
    ballots,
    cases,
    claims,
    lookouts,
    members,
    nudges,
    pledges,
    tallies,
)

Tell = Callable[[Session, nudges.Nudge, Ballot, dt.datetime], nudged.Told | None]
NEVER = 0


def counts(session: Session, ballot_id: int) -> Counts:
    """Members of a ballot by where they stand, from the tallies."""
    found: Counter[Standing] = Counter()
    for (_, standing), number in tallies.cells(session, ballot_id).items():
        found[Standing(standing)] += number
    return Counts(found)


def base(ballot: Ballot, found: Counts) -> int:
    """Whom the turnout is a share of: the entitled, else the list."""
    return max(ballot.entitled or 0, found.listed)


def _countdown(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Countdown:
    found = counts(session, ballot.id)
    evening = nudge.plan.slot.endswith(f"{planned.DEFAULTS.evening_at:%H:%M}")
    return nudged.Countdown(ballot, now, found.reported, base(ballot, found), evening)


def _cutoff(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Cutoff:
    without = counts(session, ballot.id)[Standing.NEEDS_REPLACEMENT]
    return nudged.Cutoff(ballot, now, nudge.plan.to_group, without)


def _ripe(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Ripe | None:
    """What this person keeps, is due and nobody holds: voted ones are no longer."""
    kept = members.kept(session, nudge.plan.person or NEVER, ballot.id)
    due = [one for one in kept if _is_ripe(one, now)]
    if not due:
        return None
    back = [one.initials for one in due if one.band == Band.CALL_BACK]
    return nudged.Ripe(
        ballot,
        now,
        tuple(one.initials for one in due if one.band != Band.CALL_BACK),
        tuple(back),
        tuple(_since(one, now) for one in due),
    )


def _is_ripe(member: Member, now: dt.datetime) -> bool:
    free = member.holder is None and member.band is not None
    return free and member.due_at is not None and member.due_at <= now


def _since(member: Member, now: dt.datetime) -> dt.datetime:
    due_at = member.due_at or now
    return max(due_at, member.outcome_at or due_at)


def _handed(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Handed:
    return nudged.Handed(ballot)


def _lapse(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Lapse | None:
    """Unless the card was finished, given back or kept longer meanwhile."""
    claim = claims.get(session, nudge.plan.about or NEVER)
    if claim is None or claim.ended_at is not None:
        return None
    member = members.get(session, claim.member_id)
    if member.lease_until is None or member.lease_until > nudge.plan.send_until:
        return None
    return nudged.Lapse(ballot, member.initials, member.lease_until)


def _pledge(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Pledge | None:
    """Unless the pledge is kept already."""
    person = nudge.plan.person or NEVER
    today = ballot.today(now)
    contacts = pledges.of(session, person, ballot.id, today)
    done = pledges.done(session, person, ballot.id, ballot.at(today))
    return nudged.Pledge(ballot, contacts, done) if done < contacts else None


def _digest(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Digest | None:
    today = day(session, ballot, ballot.today(now))
    if not today.contacts:
        return None
    found = counts(session, ballot.id)
    waiting = [
        one for one in cases.still_open(session, ballot.id) if not one.answered_at
    ]
    return nudged.Digest(
        ballot,
        now,
        today,
        found.reported,
        base(ballot, found),
        held=lookouts.held(session, ballot.id, NEVER),
        needs=lookouts.with_organiser(session, ballot.id),
        cases=len(waiting),
        overdue=sum(one.reply_by <= now for one in waiting),
    )


def day(session: Session, ballot: Ballot, when: dt.date) -> Today:
    """The work of one day."""
    found = Counter(
        {
            what: count
            for (day, what), count in tallies.days(session, ballot.id).items()
            if day == when
        }
    )
    said = {what: found[what] for what in Outcome if what in found}
    return Today(
        contacts=sum(said.values()),
        voted=found[Outcome.VOTED],
        promised=found[Outcome.WILL_POST],
        advocates=pledges.at_work(session, ballot.id, ballot.at(when)),
    )


def _case(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Overdue | None:
    case = cases.get(session, nudge.plan.about or NEVER)
    if case.answered_at or case.closed_at:
        return None
    about = members.get(session, case.member_id) if case.member_id else None
    initials = about.initials if about else ""
    return nudged.Overdue(ballot, case.kind, initials, case.reply_by)


def _purge(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> nudged.Purge | None:
    if ballots.life(session, ballot.id).purged_at is not None:
        return None
    kept = planned.DEFAULTS.kept_days * workdays.DAY
    return nudged.Purge(
        ballot,
        ballot.today(ballot.closes) + kept,
        nudge.plan.slot == slots.AT_CLOSE,
        len(cases.still_open(session, ballot.id)),
    )


KINDS: dict[Kind, Tell] = {
    Kind.COUNTDOWN: _countdown,
    Kind.CUTOFF: _cutoff,
    Kind.RIPE: _ripe,
    Kind.HANDED: _handed,
    Kind.LAPSE: _lapse,
    Kind.PLEDGE: _pledge,
    Kind.DIGEST: _digest,
    Kind.CASE: _case,
    Kind.PURGE: _purge,
}
