"""Check again, just before sending, whether a nudge may go and what it contains."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import nudge_facts, planned_nudge, send_or_skip, slots
from bot.rules.nudges.planned_nudge import Kind
from bot.rules.person import Person
from bot.rules.stats import turnout
from bot.usecases.nudges import nudge_contents
from storage import ballots
from storage.nudges import nudges
from storage.team import chats, people

_DATED = {Kind.COUNTDOWN, Kind.CUTOFF, Kind.SURVEY, Kind.PURGE}
_AFTER_CLOSE = {Kind.SURVEY, Kind.PURGE}
BY_HAND = "by hand "
"""Prefix of the slot of a nudge that an organiser sends by hand."""
USUAL = turnout.Settings()


def verdict(
    session: Session, nudge: nudges.Nudge, now: dt.datetime
) -> send_or_skip.Verdict:
    """Decide whether to send a nudge, skip it or send it later."""
    return judge(session, nudge, now)[0]


def judge(
    session: Session,
    nudge: nudges.Nudge,
    now: dt.datetime,
    assumed: turnout.Settings = USUAL,
    settings: planned_nudge.Settings = planned_nudge.DEFAULTS,
) -> tuple[send_or_skip.Verdict, nudge_facts.NudgeFacts | None]:
    """Decide about a nudge, and gather its contents if anything is left to tell."""
    ballot = ballots.get(session, nudge.plan.ballot)
    look = nudge_contents.Look(session, nudge, ballot, now, assumed)
    dated = _still_dated(session, nudge, ballot, settings)
    told = nudge_contents.KINDS[nudge.plan.kind](look) if dated else None
    facts = _now(session, nudge, ballot, now, told)
    return send_or_skip.verdict(nudge.plan, facts, ballot, now), told


def _still_dated(
    session: Session,
    nudge: nudges.Nudge,
    ballot: Ballot,
    settings: planned_nudge.Settings,
) -> bool:
    """Whether dates and settings, if changed since, still call for this nudge."""
    plan = nudge.plan
    if plan.kind not in _DATED:
        return True
    closed_at = ballots.life(session, ballot.id).closed_at
    if closed_at is not None and plan.kind not in _AFTER_CLOSE:
        return False
    every = slots.fixed(ballot, settings, closed_at)
    names = {slot.name for slot in every if slot.kind is plan.kind}
    return plan.slot in names or plan.slot.startswith(BY_HAND)


def _now(
    session: Session,
    nudge: nudges.Nudge,
    ballot: Ballot,
    now: dt.datetime,
    told: nudge_facts.NudgeFacts | None,
) -> send_or_skip.SendFacts:
    life = ballots.life(session, ballot.id)
    by_hand = nudge.plan.slot.startswith(BY_HAND)
    facts = send_or_skip.SendFacts(
        still=told is not None,
        said=_told_before(session, nudge, told),
        sent_today=nudges.gone_since(session, nudge, ballot.at(ballot.today(now))),
        paused=life.nudges_paused and not by_hand,
    )
    if nudge.plan.person is None:
        chat = chats.get(session, nudge.recipient)
        return replace(
            facts,
            muted=life.group_muted and not by_hand,
            reachable=chat is not None and chat.left_at is None,
            takes_part=chat is not None and chat.ballot_id == ballot.id,
        )
    person = people.get(session, nudge.plan.person, ballot.id)
    return replace(
        facts,
        muted=person.muted,
        reachable=person.started and person.blocked_at is None,
        takes_part=_takes_part(nudge, person),
        away_until=person.away_until,
    )


def _takes_part(nudge: nudges.Nudge, person: Person) -> bool:
    for_organisers = nudge.plan.kind in planned_nudge.FOR_ORGANISERS
    return person.organises if for_organisers else person.works


def _told_before(
    session: Session, nudge: nudges.Nudge, told: nudge_facts.NudgeFacts | None
) -> bool:
    """Whether this person's last nudge about ripe promises named all of these."""
    if not isinstance(told, nudge_facts.Ripe):
        return False
    last = nudges.last_of_kind(session, nudge)
    return last is not None and all(one.since <= last for one in told.all)
