"""Gather what the messages of nudges show."""

import datetime as dt

from sqlmodel import Session

from bot.rules.nudges import (
    coming_nudges,
    nudge_facts,
    planned_nudge,
    send_or_skip,
)
from bot.rules.nudges import endings as nudges_endings
from bot.rules.person import ORGANISING, WORKING
from bot.usecases.moment import Moment
from bot.usecases.nudges import nudge_check
from storage import ballots
from storage.nudges import nudge_queries, nudges, pledges
from storage.team import chats, people

DAY = dt.timedelta(days=1)


def nudge(
    moment: Moment, ending: nudges_endings.Nudged | nudges_endings.GroupNudged
) -> nudge_facts.NudgeFacts | None:
    """Find the contents of a nudge; None where it may not be sent now."""
    found = nudges.get(moment.session, ending.nudge_id)
    verdict, told = nudge_check.judge(
        moment.session, found, moment.now, moment.assumed.assumed, moment.nudges
    )
    return told if isinstance(verdict, send_or_skip.Send) else None


def group_nudge(
    moment: Moment, ending: nudges_endings.GroupNudged
) -> nudge_facts.ToGroup | None:
    """Find the contents for a group; None too where they show a member (S1)."""
    told = nudge(moment, ending)
    return told if isinstance(told, nudge_facts.ToGroup) else None


def planned(moment: Moment, ending: nudges_endings.Planned) -> coming_nudges.Outlook:
    """List the nudges to come."""
    return outlook(moment.session, ending.ballot_id, moment.now, moment.nudges)


def outlook(
    session: Session,
    ballot_id: int,
    now: dt.datetime,
    settings: planned_nudge.Settings = planned_nudge.DEFAULTS,
) -> coming_nudges.Outlook:
    """List the nudges to come, to how many they go, and the results so far."""
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
            ballot,
            now,
            len(groups),
            organisers,
            len(team) - organisers,
            life.closed_at,
            settings,
        ),
        ripening=ripe,
        advocates=advocates,
        pledges=pledges.ahead(session, ballot_id, now),
        muted=sum(one.muted for one in team),
        ended=nudges.counts(session, ballot_id),
    )
