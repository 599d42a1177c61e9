"""Gather the plan of a ballot's nudges, for `/nudges` and the shell."""

import datetime as dt

from sqlmodel import Session

from bot.rules import plans
from bot.rules.persons import ORGANISING, WORKING
from storage import ballots, chats, nudges, people, pledges, ripening

DAY = dt.timedelta(days=1)


def outlook(session: Session, ballot_id: int, now: dt.datetime) -> plans.Outlook:
    """What will go when, to how many, and what became of the nudges so far."""
    ballot, life = ballots.get(session, ballot_id), ballots.life(session, ballot_id)
    groups = chats.linked(session, ballot_id)
    team = people.team(session, ballot_id, WORKING)
    organisers = sum(one.role in ORGANISING for one in team)
    ripe, advocates = ripening.ahead(session, ballot_id, now, now + DAY)
    return plans.Outlook(
        ballot=ballot,
        now=now,
        paused=life.nudges_paused,
        group_muted=life.group_muted,
        groups=len(groups),
        coming=plans.coming(ballot, now, len(groups), organisers, life.closed_at),
        ripening=ripe,
        advocates=advocates,
        pledges=pledges.ahead(session, ballot_id, now),
        muted=sum(one.muted for one in team),
        ended=nudges.counts(session, ballot_id),
    )
