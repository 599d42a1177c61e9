"""Gather what messages about lists, files and shares show."""

from bot.rules.lists import endings as lists_endings
from bot.rules.lists import screens as showing
from bot.rules.person import WORKING
from bot.usecases.moment import Moment
from storage import ballots, jobs
from storage.lists import shares as stored
from storage.team import people

TELLS = {"asking": "preview", "done": "done", "held": "held_back", "back": "back"}
"""What a job must have stored before a message may show this step."""


def list_step(
    moment: Moment, ending: lists_endings.ListStep
) -> showing.JobFacts | None:
    """Find what the job has stored; None once that is gone."""
    job = jobs.find(moment.session, ending.job_id)
    if job is None or job.ballot_id is None:
        return None
    if ending.step in TELLS and not job.about.get(TELLS[ending.step]):
        return None
    return showing.JobFacts(ballots.get(moment.session, job.ballot_id), job.about)


def file(moment: Moment, ending: lists_endings.FileReady) -> showing.FileFacts | None:
    """Find the file a job made; None once it has gone."""
    job = jobs.find(moment.session, ending.job_id)
    content = jobs.content(moment.session, ending.job_id) if job else None
    return showing.FileFacts(content, job.about) if job and content else None


def reps(moment: Moment, ending: lists_endings.AskReps) -> showing.RepFacts:
    """List the people of the chat who may take a share."""
    team = people.team(moment.session, ending.ballot_id, WORKING)
    return showing.RepFacts(tuple((one.id, one.name) for one in team))


def shares(moment: Moment, ending: lists_endings.Shares) -> showing.SharesFacts:
    """List the shares under way."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    return showing.SharesFacts(
        tuple(
            showing.ShareFacts(
                found.share.id,
                found.share.rep,
                found.members,
                found.back,
                ballot.today(found.share.lapses_at).isoformat(),
            )
            for found in stored.list_open(moment.session, ending.ballot_id)
        )
    )
