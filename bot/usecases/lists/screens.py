"""What messages about sheets show, gathered at the moment of sending."""

import datetime as dt

from sqlmodel import Session

from bot.rules.lists import endings as lists_endings
from bot.rules.lists import screens as showing
from bot.rules.person import WORKING
from storage import ballots, jobs
from storage.lists import shares
from storage.team import people


def facts(
    session: Session, ending: lists_endings.Ending, now: dt.datetime
) -> showing.Facts:
    """What an ending of sheets shows; a job's file only where it is sent."""
    match ending:
        case (
            lists_endings.ListStep(job_id=job_id)
            | lists_endings.FileReady(job_id=job_id)
        ):
            return _job(
                session, job_id, whole=isinstance(ending, lists_endings.FileReady)
            )
        case lists_endings.AskReps(ballot_id=ballot_id):
            team = people.team(session, ballot_id, WORKING)
            return showing.RepFacts(tuple((one.id, one.name) for one in team))
        case lists_endings.Shares(ballot_id=ballot_id):
            return _shares(session, ballot_id)
        case (
            lists_endings.Shared(ballot_id=ballot_id)
            | lists_endings.SetAside(ballot_id=ballot_id)
        ):
            return ballots.get(session, ballot_id)
        case _:
            return None


def _job(session: Session, job_id: int, *, whole: bool) -> showing.JobFacts | None:
    job = jobs.find(session, job_id)
    if job is None or job.ballot_id is None:
        return None
    content = jobs.content(session, job_id) if whole else None
    ballot = ballots.get(session, job.ballot_id)
    return showing.JobFacts(ballot, job.kind, job.about, content)


def _shares(session: Session, ballot_id: int) -> showing.SharesFacts:
    ballot = ballots.get(session, ballot_id)
    return showing.SharesFacts(
        tuple(
            showing.ShareFacts(
                found.share.id,
                found.share.rep,
                found.members,
                found.back,
                ballot.today(found.share.lapses_at).isoformat(),
            )
            for found in shares.standing(session, ballot_id)
        )
    )
