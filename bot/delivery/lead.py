"""Who leads where several processes share the work: sends, ticks and runs the jobs.

The others only take updates. A lease in the database says who it is, by a number that
only grows: what an earlier leader still saves is refused, and it makes no more calls.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

import structlog
from sqlmodel import Session

from bot.delivery import tasks
from storage import engine, opening, outages
from storage.outbox import take
from storage.processes import guarded, leases

T = TypeVar("T")
log = structlog.get_logger(__name__)
NAME = "leader"
LOOK_EVERY = 3.0
"""Seconds between renewals, and between looks whether nobody leads."""
MARGIN = 1.0
"""Seconds before the end of its lease from which a leader makes no more calls."""


@dataclass(slots=True)
class Term:
    """A time of leading: the store to save to, and whether it goes on."""

    store: engine.Store
    number: int = 0
    time: tasks.Time | None = None
    until: float = 0.0

    def holds(self) -> bool:
        """Whether this process leads, as far as it can know by its own clock."""
        return self.time is None or self.time.monotonic() < self.until


Work = Callable[[Term], Awaitable[None]]
"""What a leader does: it runs until it is cancelled, or fails."""


@dataclass(slots=True)
class Lead:
    """Leads when nobody else does, and stops when another one does."""

    store: engine.Store
    time: tasks.Time
    work: Work
    stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1))
    """Its own, so that it never waits for the units of updates."""

    async def run(self) -> None:
        """Lead when nobody else does, until stopped; raises what the work raised."""
        try:
            while not self.stopping.is_set():
                term = await self._take()
                if term is not None:
                    log.info("leads now", count=term.number, process=os.getpid())
                    await self._lead(term)
                await self.rest()
        finally:
            await asyncio.to_thread(self._thread.shutdown)

    async def rest(self) -> None:
        """Wait until it is time to look again, or to stop."""
        await tasks.first(self.stopping.wait(), self.time.sleep(LOOK_EVERY))

    async def keep_place(self, held: Callable[[], bool]) -> None:
        """Look whether another process has the database; raises CannotOpen then.

        `held`: whether this one's place on the database's server is still its own.
        """
        while not self.stopping.is_set():
            await self.rest()
            try:
                ours = await asyncio.to_thread(held)
            except Exception as error:
                if not outages.passing(error):
                    raise
                continue
            if not ours:
                raise opening.CannotOpen(opening.ANOTHER_RUNS)

    async def _ask(self, unit: engine.Unit[T]) -> T | None:
        """Run a unit on the thread; None where the database is away."""
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._thread, self.store.write, unit)
        except Exception as error:
            if not outages.passing(error):
                raise
            log.warning("nobody knows who leads", error=type(error).__name__)
            return None

    async def _take(self) -> Term | None:
        begun = self.time.monotonic()

        def unit(session: Session) -> int | None:
            number = leases.take(session, NAME)
            if number is not None:
                take.release_sending(session)
            return number

        number = await self._ask(unit)
        if number is None:
            return None
        check = partial(leases.check, name=NAME, number=number)
        store = guarded.Guarded(self.store, check)
        return Term(store, number, self.time, begun + leases.LASTS - MARGIN)

    async def _lead(self, term: Term) -> None:
        """Do the work until another leads, or this process stops or fails."""
        work = asyncio.ensure_future(self.work(term))
        try:
            await tasks.first(self._renew(term), _watched(work), self.stopping.wait())
        finally:
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            log.info("leads no more", count=term.number, process=os.getpid())
        await self._ask(partial(leases.renew, name=NAME, number=term.number, seconds=0))

    async def _renew(self, term: Term) -> None:
        """Renew the lease again and again; return once another process has it."""
        renew = partial(leases.renew, name=NAME, number=term.number)
        while True:
            await self.time.sleep(LOOK_EVERY)
            begun = self.time.monotonic()
            ours = await self._ask(renew)
            if ours is False:
                return
            if ours:
                term.until = begun + leases.LASTS - MARGIN


async def _watched(work: asyncio.Future[None]) -> None:
    """Wait for the work; that another one leads, or an outage, only ends the term."""
    try:
        await asyncio.shield(work)
    except Exception as error:
        if not (isinstance(error, leases.Lost) or outages.passing(error)):
            raise
        log.warning("cannot lead", error=type(error).__name__)
