"""What the clock begins: the parts of a tick, one after the other, and the night."""

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable
from functools import partial

import structlog

from bot.delivery import tasks
from bot.usecases.entry import clock_tick
from bot.usecases.privacy import nightly
from storage import outages, scrub
from storage.engine import SqliteStore, Store

log = structlog.get_logger(__name__)
MOST = 100
"""Ticks at once, should one never end its work; what is left waits for the next minute.
"""


class ByClock:
    """Does what is due; what fails is logged, stops nothing else, and comes again."""

    def __init__(self, store: Store, damaged: Callable[[], None]) -> None:
        """Make it for a store; `damaged` is called where its database is damaged."""
        self._store = store
        self._damaged = damaged
        self._ticking = asyncio.Lock()
        self._stopping = False

    async def tick(
        self,
        tick: Callable[[], clock_tick.Tick],
        store: Store,
        wake: Callable[[], object],
    ) -> None:
        """Do everything that is due, through the store of the one who leads.

        What is more than the pieces of one tick the next one does at once; `wake` is
        called after each. Two never run at the same time.
        """
        async with self._ticking:
            for _ in range(MOST):
                more = await self._once(tick(), store)
                wake()
                if self._stopping or not more:
                    break
            await self._scrub()

    async def stop(self, within: float = 4.0) -> None:
        """Begin no further piece; wait for the one under way."""
        self._stopping = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within), self._ticking:
                pass

    async def _once(self, tick: clock_tick.Tick, store: Store) -> bool:
        """Do what is due of each part; whether one of them has pieces left."""
        done: set[str] = set()
        more = False
        for _ in range(clock_tick.ROUNDS):
            parts = [one for one in await self._due(tick) if one.name not in done]
            if not parts:
                break
            for part in parts:
                more |= await self._run_part(part, tick, store)
            done.update(part.name for part in parts)
        return more

    async def _due(self, tick: clock_tick.Tick) -> list[clock_tick.Part]:
        """Ask which parts of a tick have something to do."""
        try:
            asks = partial(clock_tick.due, tick=tick)
            return await tasks.result(self._store.submit_read(asks))
        except Exception as error:
            self._failed("what is due cannot be read", error)
            return []

    async def _run_part(
        self, part: clock_tick.Part, tick: clock_tick.Tick, store: Store
    ) -> bool:
        """Do a part of a tick piece by piece; whether there are pieces left.

        One that fails stops no other, and waits for the next minute.
        """
        piece = clock_tick.unit(part, tick)
        try:
            for _ in range(clock_tick.PIECES):
                if self._stopping or not await tasks.result(store.submit(piece)):
                    return False
        except Exception as error:
            self._failed("part of a tick failed", error)
            return False
        return True

    async def _scrub(self) -> None:
        """Overwrite erased data in the database file too (S12)."""
        try:
            if await tasks.result(self._store.submit_read(scrub.requested)):
                await tasks.result(self._store.submit_scrub())
        except Exception as error:
            self._failed("not scrubbed yet", error)

    async def nightly(self, to: nightly.Backups, now: dt.datetime) -> bool:
        """On SQLite check everything once a night, and keep a backup, on a thread.

        Returns whether it was done now.
        """
        if not isinstance(self._store, SqliteStore):
            return False
        try:
            begun = await tasks.result(
                self._store.submit(partial(nightly.begin, now=now))
            )
            if begun:
                path = self._store.path
                await asyncio.to_thread(nightly.run, self._store, path, to, now)
            return bool(begun)
        except Exception as error:
            self._failed("the nightly check did not end", error)
            return False

    def _failed(self, what: str, error: Exception) -> None:
        """Log what the clock began and what failed; a damaged database is told."""
        log.error(what, error=type(error).__name__)
        if outages.damaged(error):
            self._damaged()
