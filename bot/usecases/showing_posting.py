"""Gather what a screen of the posting clock shows, at the moment of sending."""

import datetime as dt

from sqlmodel import Session

from bot.rules import nudged, plan, plans, sending, showing
from bot.rules.endings import balloting, posting
from bot.usecases import judging, outlooks
from storage import ballots, nudges

Facts = nudged.Told | plans.Outlook | showing.QueueFacts | None


def facts(
    session: Session, ending: posting.Ending, now: dt.datetime, assumed: plan.Settings
) -> Facts:
    """What an ending shows; nothing for a nudge that may not go now."""
    match ending:
        case posting.GroupNudged(nudge_id=nudge_id) | posting.Nudged(nudge_id=nudge_id):
            nudge = nudges.get(session, nudge_id)
            verdict, told = judging.judge(session, nudge, now, assumed.assumed)
            return told if isinstance(verdict, sending.Send) else None
        case posting.Planned(ballot_id=ballot_id):
            return outlooks.outlook(session, ballot_id, now)
        case (
            posting.SentNow(ballot_id=ballot_id)
            | posting.Away(ballot_id=ballot_id)
            | posting.Pledged(ballot_id=ballot_id)
            | posting.KeptOn(ballot_id=ballot_id)
        ):
            return showing.QueueFacts(ballots.get(session, ballot_id), now)
        case _:
            return None


def for_balloting(
    session: Session, ending: balloting.Ending, now: dt.datetime
) -> showing.BallotFacts | None:
    """The ballot that is being set up."""
    match ending:
        case (
            balloting.BallotSettings(ballot_id=ballot_id)
            | balloting.BallotAsks(ballot_id=ballot_id)
            | balloting.Weeks(ballot_id=ballot_id)
        ):
            found = ballots.get(session, ballot_id) if ballot_id else None
            return showing.BallotFacts(found, now)
        case _:
            return None
