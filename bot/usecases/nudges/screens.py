"""Gather what the nudges' messages show, at the moment of sending."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot import endings as ballot_endings
from bot.rules.nudges import coming_nudges, nudge_facts, send_or_skip
from bot.rules.nudges import endings as nudges_endings
from bot.rules.person import ORGANISING, WORKING
from bot.rules.queue import screens as queue_screens
from bot.rules.stats import plan
from bot.usecases.nudges import nudge_check
from storage import ballots
from storage.nudges import nudge_queries, nudges, pledges
from storage.team import chats, people

Facts = nudge_facts.Told | coming_nudges.Outlook | queue_screens.QueueFacts | None


def facts(
    session: Session,
    ending: nudges_endings.Ending,
    now: dt.datetime,
    assumed: plan.Settings,
) -> Facts:
    """What an ending shows; nothing for a nudge that may not go now."""
    match ending:
        case (
            nudges_endings.GroupNudged(nudge_id=nudge_id)
            | nudges_endings.Nudged(nudge_id=nudge_id)
        ):
            nudge = nudges.get(session, nudge_id)
            verdict, told = nudge_check.judge(session, nudge, now, assumed.assumed)
            return told if isinstance(verdict, send_or_skip.Send) else None
        case nudges_endings.Planned(ballot_id=ballot_id):
            return outlook(session, ballot_id, now)
        case (
            nudges_endings.SentNow(ballot_id=ballot_id)
            | nudges_endings.Away(ballot_id=ballot_id)
            | nudges_endings.Pledged(ballot_id=ballot_id)
            | nudges_endings.KeptOn(ballot_id=ballot_id)
        ):
            return queue_screens.QueueFacts(ballots.get(session, ballot_id), now)
        case _:
            return None


def for_balloting(
    session: Session, ending: ballot_endings.Ending, now: dt.datetime
) -> queue_screens.BallotFacts | None:
    """The ballot that is being set up."""
    match ending:
        case (
            ballot_endings.BallotSettings(ballot_id=ballot_id)
            | ballot_endings.BallotAsks(ballot_id=ballot_id)
            | ballot_endings.Weeks(ballot_id=ballot_id)
        ):
            found = ballots.get(session, ballot_id) if ballot_id else None
            return queue_screens.BallotFacts(found, now)
        case _:
            return None


DAY = dt.timedelta(days=1)


def outlook(
    session: Session, ballot_id: int, now: dt.datetime
) -> coming_nudges.Outlook:
    """What will go when, to how many, and what became of the nudges so far."""
    ballot, life = ballots.get(session, ballot_id), ballots.life(session, ballot_id)
    groups = chats.linked(session, ballot_id)
    team = people.team(session, ballot_id, WORKING)
    organisers = sum(one.role in ORGANISING for one in team)
    ripe, advocates = nudge_queries.ahead(session, ballot_id, now, now + DAY)
    return coming_nudges.Outlook(
        ballot=ballot,
        now=now,
        paused=life.nudges_paused,
        group_muted=life.group_muted,
        groups=len(groups),
        coming=coming_nudges.coming(
            ballot, now, len(groups), organisers, life.closed_at
        ),
        ripening=ripe,
        advocates=advocates,
        pledges=pledges.ahead(session, ballot_id, now),
        muted=sum(one.muted for one in team),
        ended=nudges.counts(session, ballot_id),
    )
