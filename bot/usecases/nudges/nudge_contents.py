"""Gather the contents of each kind of nudge; None where nothing is left to tell."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member
from bot.rules.nudges import nudge_facts, planned_nudge
from bot.rules.nudges.planned_nudge import Kind
from bot.rules.outcomes import Outcome
from bot.rules.privacy import retention
from bot.rules.queue.bands import Band
from bot.rules.stats import stats_report, turnout
from bot.rules.stats.standings import Standing
from bot.usecases.stats import turnout_report, unfinished_work
from storage import ballots, members
from storage.care import cases
from storage.nudges import nudges, pledges
from storage.privacy import audit_anchor
from storage.queue import claims, waiting_counts
from storage.replies import contacts

NEVER = 0


class Look(NamedTuple):
    """What the contents of a nudge are gathered from."""

    session: Session
    nudge: nudges.Nudge
    ballot: Ballot
    now: dt.datetime
    assumed: turnout.Settings

    @property
    def person(self) -> int:
        """The person it goes to."""
        return self.nudge.plan.person or NEVER

    @property
    def about(self) -> int:
        """The claim or case it is about."""
        return self.nudge.plan.about or NEVER


Tell = Callable[[Look], nudge_facts.NudgeFacts | None]


def _countdown(look: Look) -> nudge_facts.Countdown:
    ballot = look.ballot
    known = turnout_report.counts(look.session, ballot.id)
    evening = look.nudge.plan.slot.endswith(
        f"{planned_nudge.DEFAULTS.evening_at:%H:%M}"
    )
    base = turnout.base(ballot.entitled, known)
    return nudge_facts.Countdown(ballot, look.now, known.reported, base, evening)


def _cutoff(look: Look) -> nudge_facts.Cutoff:
    found = turnout_report.counts(look.session, look.ballot.id)
    without = found[Standing.NEEDS_REPLACEMENT]
    asked = found[Standing.REPLACEMENT_REQUESTED]
    group = look.nudge.plan.to_group
    return nudge_facts.Cutoff(look.ballot, look.now, group, without, asked)


def _ripe(look: Look) -> nudge_facts.Ripe | None:
    """List the promises this person keeps that are due and that nobody holds."""
    kept = members.kept(look.session, look.person, look.ballot.id)
    due = [one for one in kept if _is_ripe(one, look.now)]
    if not due:
        return None
    back = [_due(one, look.now) for one in due if one.band == Band.CALL_BACK]
    rest = [_due(one, look.now) for one in due if one.band != Band.CALL_BACK]
    return nudge_facts.Ripe(look.ballot, look.now, tuple(rest), tuple(back))


def _is_ripe(member: Member, now: dt.datetime) -> bool:
    free = member.holder is None and member.band is not None
    return free and member.due_at is not None and member.due_at <= now


def _due(member: Member, now: dt.datetime) -> nudge_facts.Due:
    due_at = member.due_at or now
    since = max(due_at, member.outcome_at or due_at)
    return nudge_facts.Due(member.id, member.initials, since)


def _handed(look: Look) -> nudge_facts.Handed:
    return nudge_facts.Handed(look.ballot)


def _lapse(look: Look) -> nudge_facts.Lapse | None:
    """Warn of a lapsing claim; None if it was ended or extended meanwhile."""
    member, until = claims.held_under(look.session, look.about), look.nudge.plan
    if member is None or member.lease_until is None:
        return None
    if member.lease_until > until.send_until:
        return None
    return nudge_facts.Lapse(look.ballot, member.initials, member.lease_until)


def _pledge(look: Look) -> nudge_facts.Pledge | None:
    """Remind of a pledge; None once it is fulfilled."""
    session, ballot = look.session, look.ballot
    today = ballot.today(look.now)
    contacts = pledges.of(session, look.person, ballot.id, today)
    done = pledges.contacts_made(session, look.person, ballot.id, ballot.at(today))
    return nudge_facts.Pledge(ballot, contacts, done) if done < contacts else None


def _digest(look: Look) -> nudge_facts.Digest | None:
    """Sum up the work since the last digest; None if none of it still counts."""
    session, ballot, now = look.session, look.ballot, look.now
    # The slot's name begins with its day; the time of sending may be the next one.
    day = dt.date.fromisoformat(look.nudge.plan.slot.split()[0])
    since = nudges.last_of_kind(session, look.nudge) or ballot.at(day)
    work = contacts.work_since(session, ballot.id, since)
    if not work:
        return None
    said: Counter[Outcome] = Counter()
    for (outcome, _), count in work.items():
        said[outcome] += count
    report = replace(
        turnout_report.report(session, ballot, now, look.assumed),
        today=stats_report.Today(
            contacts=said.total(),
            voted=said[Outcome.VOTED],
            promised=said[Outcome.WILL_POST],
            advocates=len({who for _, who in work}),
        ),
    )
    waiting = [
        one for one in cases.still_open(session, ballot.id) if not one.answered_at
    ]
    return nudge_facts.Digest(
        ballot,
        since,
        report,
        needs=waiting_counts.with_organiser(session, ballot.id),
        cases=len(waiting),
        overdue=sum(one.reply_by <= now for one in waiting),
        log=audit_anchor.code(session),
        log_lost=audit_anchor.lost(session) is not None,
    )


def _case(look: Look) -> nudge_facts.Overdue | None:
    """Remind of an overdue case; None once it was answered or closed."""
    case = cases.get(look.session, look.about)
    if case.answered_at or case.closed_at:
        return None
    about = members.get(look.session, case.member_id) if case.member_id else None
    initials = about.initials if about else ""
    return nudge_facts.Overdue(look.ballot, case.id, case.kind, initials, case.reply_by)


def _survey(look: Look) -> nudge_facts.Survey | None:
    """Ask how it was; None if the ballot is not closed, or purged already."""
    life = ballots.life(look.session, look.ballot.id)
    if life.purged_at is not None or life.closed_at is None:
        return None
    return nudge_facts.Survey(look.ballot)


def _purge(look: Look) -> nudge_facts.Purge | None:
    """Announce the purge; None if it is done or the ballot is not closed."""
    life = ballots.life(look.session, look.ballot.id)
    if life.purged_at is not None or life.closed_at is None:
        return None
    day = retention.purge_on(look.ballot, life.closed_at)
    left = unfinished_work.count(look.session, look.ballot.id, look.now)
    return nudge_facts.Purge(look.ballot, day, left)


KINDS: dict[Kind, Tell] = {
    Kind.COUNTDOWN: _countdown,
    Kind.CUTOFF: _cutoff,
    Kind.RIPE: _ripe,
    Kind.HANDED: _handed,
    Kind.LAPSE: _lapse,
    Kind.PLEDGE: _pledge,
    Kind.DIGEST: _digest,
    Kind.CASE: _case,
    Kind.SURVEY: _survey,
    Kind.PURGE: _purge,
}
