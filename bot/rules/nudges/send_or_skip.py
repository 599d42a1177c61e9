"""The check just before a nudge is sent: send it, skip it, or try later."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.ballot import hours
from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import planned_nudge
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge, Settings

_DROPPED_IN_QUIET = {Kind.LAPSE, Kind.PLEDGE}


class Reason(StrEnum):
    """Why a nudge was not sent, as logged."""

    LATE = "too late to make sense"
    QUIET = "quiet hours"
    PAUSED = "paused by an organiser"
    MUTED = "muted"
    AWAY = "away"
    UNREACHABLE = "cannot be reached"
    NO_ROLE = "no longer takes part"
    NOTHING_LEFT = "nothing left to say"
    MERGED = "said in an earlier one"
    CAP = "enough for one day"


@dataclass(frozen=True, slots=True)
class Send:
    """Send it now."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Never send it; log why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Later:
    """Not before this instant; look again then."""

    until: dt.datetime


Verdict = Send | Skip | Later


@dataclass(frozen=True, slots=True)
class SendFacts:
    """How things stand at the moment of sending, for this nudge's recipient.

    `still`: what it speaks of is still so (a promise ripe, a card open, a case not
    answered, work recorded today). `said`: an earlier nudge of this kind has already
    told this person of all of it. `sent_today`: nudges to this recipient today.
    """

    still: bool = True
    said: bool = False
    sent_today: int = 0
    paused: bool = False
    muted: bool = False
    reachable: bool = True
    takes_part: bool = True
    away_until: dt.datetime | None = None


def verdict(
    nudge: PlannedNudge,
    facts: SendFacts,
    ballot: Ballot,
    now: dt.datetime,
    settings: Settings = planned_nudge.DEFAULTS,
) -> Verdict:
    """Decide what to do with a planned nudge; alarms ignore quiet hours and mutes."""
    if nudge.kind is Kind.ALARM:
        return Send() if facts.reachable else Skip(Reason.UNREACHABLE)
    if now < nudge.send_from:
        return Later(nudge.send_from)
    reason = _reason(nudge, facts, now, settings)
    if reason:
        return Skip(reason)
    loud = hours.earliest(ballot, now, hours.LOUD)
    if loud <= now:
        return Send()
    if nudge.kind in _DROPPED_IN_QUIET:
        return Skip(Reason.QUIET)
    return Later(loud) if loud < nudge.send_until else Skip(Reason.LATE)


def _reason(
    nudge: PlannedNudge, facts: SendFacts, now: dt.datetime, settings: Settings
) -> Reason | None:
    away = facts.away_until is not None and facts.away_until > now
    cap = settings.per_group if nudge.to_group else settings.per_person
    against = {
        Reason.LATE: now >= nudge.send_until,
        Reason.PAUSED: facts.paused,
        Reason.NO_ROLE: not facts.takes_part,
        Reason.MUTED: facts.muted,
        Reason.AWAY: away,
        Reason.UNREACHABLE: not facts.reachable,
        Reason.NOTHING_LEFT: not facts.still,
        Reason.MERGED: facts.said,
        Reason.CAP: facts.sent_today >= cap,
    }
    return next((reason for reason, holds in against.items() if holds), None)
