"""The context of a running job: its store, its clock, the organiser's chat."""

import contextlib
import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlmodel import Session

from bot.rules.arrivals import PrivateChat
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.handbook import Handbook
from bot.rules.lists import endings
from bot.rules.queue import queue_rules
from bot.texts import languages
from bot.usecases import background
from bot.usecases.context import Context
from bot.usecases.lists import upload
from storage import ballots, jobs
from storage.engine import Store
from storage.team import people

T = TypeVar("T")
Reading = Callable[[], AbstractContextManager[None]]


class Stopped(Exception):
    """The bot is stopping; the job continues from what is saved after the restart."""


@dataclass(frozen=True, slots=True)
class Work:
    """A running job, on a thread of its own."""

    store: Store
    job: jobs.Job
    ballot: Ballot
    now: Callable[[], dt.datetime]
    numbers: queue_rules.Settings = queue_rules.DEFAULTS
    stopping: Callable[[], bool] = lambda: False
    handbook: Handbook = field(default_factory=Handbook)
    reading: Reading = contextlib.nullcontext
    """Says everything inside in the language of the person who asked for the job."""

    def go_on(self) -> None:
        """Raise Stopped if the bot is stopping."""
        if self.stopping():
            raise Stopped

    def read(self, unit: Callable[[Session], T]) -> T:
        """Run a unit of work that only reads."""
        return self.store.read(self._said(unit))

    def write(self, unit: Callable[[Session], T]) -> T:
        """Run a unit of work and wait for its commit."""
        return self.store.write(self._said(unit))

    def _said(self, unit: Callable[[Session], T]) -> Callable[[Session], T]:
        """Keep the language on the thread of the store, which does not know it."""

        def said(session: Session) -> T:
            with self.reading():
                return unit(session)

        return said

    @property
    def asked_by(self) -> int:
        """The id of the person who asked for the job."""
        if self.job.person_id is None:
            raise LookupError("nobody asked for this job")
        return self.job.person_id

    def context(self, session: Session) -> Context:
        """Make a context for the person who asked for the job."""
        who = self.job.person_id
        return background.context(
            session, self.ballot, self.now(), self.numbers, who, self.handbook
        )

    def chat(self, session: Session) -> PrivateChat:
        """Find the private chat of the person who asked for the job."""
        return people.get(session, self.asked_by, self.ballot.id).telegram_id

    def show(self, session: Session, ending: endings.ListStep) -> None:
        """Edit the message that shows the list's progress, or send a first one."""
        place = upload.message_of(session, jobs.get(session, self.job.id))
        name = upload.memo_name(self.job.id)
        self.context(session).tell(ending, edits=place, remember=name)

    def send_file(self, session: Session, key: str = "") -> None:
        """Send the organiser the job's file, in a message deleted after an hour."""
        self.tell_for_an_hour(session, endings.FileReady(self.job.id, key))

    def tell_for_an_hour(
        self, session: Session, ending: endings.ListStep | endings.FileReady
    ) -> None:
        """Tell the organiser in a message that is deleted after an hour."""
        seconds = int(upload.LASTS.total_seconds())
        self.context(session).tell(ending, delete_after=seconds)


def begin(
    store: Store,
    job_id: int,
    now: Callable[[], dt.datetime],
    numbers: queue_rules.Settings,
    stopping: Callable[[], bool],
    handbook: Handbook,
    catalogues: languages.Languages,
) -> Work | None:
    """Begin a job; None if nothing is left to do."""
    job = store.write(lambda session: _begin(session, job_id, now()))
    if job is None or job.ballot_id is None:
        return None
    ballot_id = job.ballot_id
    ballot = store.read(lambda session: ballots.get(session, ballot_id))
    reading = partial(catalogues.reading, _language(store, job))
    return Work(store, job, ballot, now, numbers, stopping, handbook, reading)


def _language(store: Store, job: jobs.Job) -> str:
    """Find the language of the person who asked for a job."""
    who = job.person_id
    if who is None:
        return languages.ENGLISH
    person = store.read(lambda session: people.get(session, who, job.ballot_id))
    return person.language or languages.ENGLISH


def _begin(session: Session, job_id: int, now: dt.datetime) -> jobs.Job | None:
    """Take a job, unless who asked for it may not organise any more."""
    job = jobs.begin(session, job_id, now)
    if job is None or job.person_id is None:
        return job
    if people.get(session, job.person_id, job.ballot_id).organises:
        return job
    jobs.end(session, job_id, jobs.FAILED, now)
    return None
