"""How things stand for a nudge now: whether it may go, and what it tells."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from bot.rules import nudged, sending, slots
from bot.rules.ballot import Ballot
from bot.rules.persons import Person
from bot.rules.planned import Kind
from bot.usecases import telling
from storage import ballots, chats, nudges, people

_DATED = {Kind.COUNTDOWN, Kind.CUTOFF, Kind.PURGE}
_TO_ORGANISERS = {Kind.CUTOFF, Kind.DIGEST, Kind.PURGE, Kind.CASE}
BY_HAND = "by hand "
"""How the slot of a nudge begins that an organiser sends now."""

Told = nudged.Told


def verdict(session: Session, nudge: nudges.Nudge, now: dt.datetime) -> sending.Verdict:
    """Send, skip with the reason, or later, as things stand."""
    return judge(session, nudge, now)[0]


def judge(
    session: Session, nudge: nudges.Nudge, now: dt.datetime
) -> tuple[sending.Verdict, Told | None]:
    """The verdict, and what the nudge tells if anything is left to tell."""
    ballot = ballots.get(session, nudge.plan.ballot)
    told = _told(session, nudge, ballot, now)
    facts = _now(session, nudge, ballot, now, told)
    return sending.verdict(nudge.plan, facts, ballot, now), told


def _told(
    session: Session, nudge: nudges.Nudge, ballot: Ballot, now: dt.datetime
) -> Told | None:
    if not _still_dated(session, nudge, ballot):
        return None
    tell: Callable[..., Told | None] = telling.KINDS[nudge.plan.kind]
    return tell(session, nudge, ballot, now)


def _still_dated(session: Session, nudge: nudges.Nudge, ballot: Ballot) -> bool:
    """Whether the dates, which may have been changed since, still ask for it."""
    plan = nudge.plan
    if plan.kind not in _DATED:
        return True
    closed = ballots.life(session, ballot.id).closed_at is not None
    if closed and plan.kind is not Kind.PURGE:
        return False
    names = {slot.name for slot in slots.fixed(ballot) if slot.kind is plan.kind}
    return plan.slot in names or plan.slot.startswith(BY_HAND)


def _now(
    session: Session,
    nudge: nudges.Nudge,
    ballot: Ballot,
    now: dt.datetime,
    told: Told | None,
) -> sending.Now:
    life = ballots.life(session, ballot.id)
    by_hand = nudge.plan.slot.startswith(BY_HAND)
    facts = sending.Now(
        still=told is not None,
        said=_said(session, nudge, told),
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
    return person.organises if nudge.plan.kind in _TO_ORGANISERS else person.works


def _said(session: Session, nudge: nudges.Nudge, told: Told | None) -> bool:
    """Whether this person's last nudge about ripe promises told of all of them."""
    if not isinstance(told, nudged.Ripe):
        return False
    last = nudges.last_of_kind(session, nudge)
    return last is not None and all(at <= last for at in told.since)
