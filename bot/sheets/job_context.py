"""What the work of a job is done with: its store, its clock, the organiser's chat."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from bot.rules.arrivals import PrivateChat
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists import endings
from bot.rules.queue import queue_rules
from bot.usecases import background
from bot.usecases.context import Context
from bot.usecases.lists import upload
from storage import ballots, jobs
from storage.engine import Store
from storage.team import people

T = TypeVar("T")


class Stopped(Exception):
    """The bot is to stop; what is saved is saved, and the job goes on afterwards."""


@dataclass(frozen=True, slots=True)
class Work:
    """One job under way, on a thread of its own."""

    store: Store
    job: jobs.Job
    ballot: Ballot
    now: Callable[[], dt.datetime]
    numbers: queue_rules.Settings = queue_rules.DEFAULTS
    stopping: Callable[[], bool] = lambda: False

    def go_on(self) -> None:
        """Raise Stopped where the bot is to stop: the job goes on at the next."""
        if self.stopping():
            raise Stopped

    def read(self, unit: Callable[[Session], T]) -> T:
        """Look at the database."""
        return self.store.read(unit)

    def write(self, unit: Callable[[Session], T]) -> T:
        """One unit of work, waited for."""
        return self.store.write(unit)

    @property
    def asked_by(self) -> int:
        """Whoever asked for the work."""
        if self.job.person_id is None:
            raise LookupError("nobody asked for this job")
        return self.job.person_id

    def context(self, session: Session) -> Context:
        """Make a context for whoever asked for the work."""
        who = self.job.person_id
        return background.context(session, self.ballot, self.now(), self.numbers, who)

    def chat(self, session: Session) -> PrivateChat:
        """Find the private chat of whoever asked for the work."""
        return people.get(session, self.asked_by, self.ballot.id).telegram_id

    def show(self, session: Session, ending: endings.ListStep) -> None:
        """Go on with the one message of a list.

        Send a new one where it is not known.
        """
        place = upload.message_of(session, jobs.get(session, self.job.id))
        name = upload.memo_name(self.job.id)
        self.context(session).tell(ending, edits=place, remember=name)

    def send_file(self, session: Session, key: str = "") -> None:
        """Send the job's file into the organiser's chat, for an hour."""
        seconds = int(upload.LASTS.total_seconds())
        ending = endings.FileReady(self.job.id, key)
        self.context(session).tell(ending, delete_after=seconds)


def ready(
    store: Store,
    job_id: int,
    now: Callable[[], dt.datetime],
    numbers: queue_rules.Settings,
    stopping: Callable[[], bool],
) -> Work | None:
    """Take up a job; None where nothing is left to do."""
    job = store.write(lambda session: jobs.begin(session, job_id, now()))
    if job is None or job.ballot_id is None:
        return None
    ballot_id = job.ballot_id
    ballot = store.read(lambda session: ballots.get(session, ballot_id))
    return Work(store, job, ballot, now, numbers, stopping)
