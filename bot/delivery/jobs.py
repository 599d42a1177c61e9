"""Run the jobs that wait in the table `jobs`, one after another."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from functools import partial

import structlog
from sqlmodel import Session
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery import tasks
from bot.rules.care.handbook import Handbook
from bot.rules.queue import queue_rules
from bot.sheets import job_context
from bot.texts import languages
from bot.usecases.lists import upload
from storage import jobs, outages
from storage.engine import Store

log = structlog.get_logger(__name__)
Body = Callable[[job_context.Work], None]
PAUSE = 2.0


def bodies() -> Mapping[str, Body]:
    """Return what does the jobs of each kind."""
    # Loaded with the first job: what reads and writes sheets is a tenth of the program.
    from bot.sheets import export_job, import_job

    return {upload.KIND: import_job.run, **export_job.BODIES}


class Worker:
    """Runs one job at a time on a thread; repeats what a crash cut off."""

    def __init__(
        self,
        bot: Bot,
        store: Store,
        clock: Callable[[], dt.datetime],
        numbers: queue_rules.Settings,
        wake_sender: Callable[[], None],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        handbook: Handbook | None = None,
        poll: float | None = None,
        catalogues: languages.Languages | None = None,
    ) -> None:
        """Make a worker; `poll`: seconds after which it looks by itself, if at all."""
        self._poll = poll
        self._bot, self._store, self._clock = bot, store, clock
        self._numbers, self._handbook = numbers, handbook or Handbook()
        self._wake_sender, self._sleep = wake_sender, sleep
        self._catalogues = catalogues or languages.Languages()
        self._wanted = asyncio.Event()
        self.idle = asyncio.Event()
        """Set while no job is under way."""
        self.idle.set()
        self._stopping = False

    @property
    def under_way(self) -> bool:
        """Whether jobs are under way, or somebody wants to know of any."""
        return not self.idle.is_set()

    def stop(self) -> None:
        """Start no further job; the running one stops at its next step."""
        self._stopping = True
        self._wanted.set()

    def wake(self) -> None:
        """Look for jobs now."""
        self.idle.clear()
        self._wanted.set()

    async def run(self) -> None:
        """Run jobs until stopped; after a database outage begin again."""
        cut_off = True
        self.wake()
        while not self._stopping:
            await self._wait()
            try:
                if cut_off:
                    await tasks.result(self._store.submit(jobs.recover))
                cut_off = False
                await self._all()
            except Exception as error:
                if not outages.passing(error):
                    raise
                log.warning("jobs wait for the disk", error=type(error).__name__)
                cut_off = True
                await self._sleep(PAUSE)
                self._wanted.set()
            if not self._wanted.is_set():
                self.idle.set()

    async def _wait(self) -> None:
        """Wait until somebody wants a job done, or may have taken one on elsewhere."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wanted.wait(), self._poll)
        self._wanted.clear()

    async def _all(self) -> None:
        while waiting := await tasks.result(self._store.submit_read(jobs.waiting)):
            for job_id in waiting:
                if self._stopping:
                    return
                await self._one(job_id)

    async def _one(self, job_id: int) -> None:
        """Run a job; retry one that fails a few times, then give up."""
        try:
            await self._fetch(job_id)
            await asyncio.to_thread(self._do, job_id)
        except job_context.Stopped:
            return
        except Exception as error:
            log.error("a job failed", job_id=job_id, error=type(error).__name__)
            await tasks.result(self._store.submit(partial(self._failed, job_id)))
            await self._sleep(PAUSE)
        self._wake_sender()

    def _failed(self, job_id: int, session: Session) -> None:
        job = jobs.get(session, job_id)
        if not jobs.retry(session, job_id):
            upload.give_up(session, job, "failed", self._clock())

    def _do(self, job_id: int) -> None:
        how = (self._store, job_id, self._clock, self._numbers)
        more = (lambda: self._stopping, self._handbook, self._catalogues)
        found = job_context.begin(*how, *more)
        if found is not None:
            with found.reading():
                bodies()[found.job.kind](found)
            now = self._clock()
            self._store.write(lambda session: jobs.end_if_running(session, job_id, now))

    async def _fetch(self, job_id: int) -> None:
        """Download the file that was sent and save it with the job."""
        job = await tasks.result(self._store.submit_read(lambda s: jobs.get(s, job_id)))
        wanted = job.about.get("file_id")
        if wanted is None:
            return
        try:
            file = await self._bot.get_file(wanted)
            content = bytes(await file.download_as_bytearray())
        except TelegramError:
            if job.tries < jobs.MOST_TRIES:
                raise
            content = b""

        def unit(session: Session) -> None:
            jobs.keep_content(session, job_id, content)
            jobs.update(session, job_id, file_id=None)

        await tasks.result(self._store.submit(unit))
