"""Run a tick and a sender as one process of several, with the time from outside.

Each instant that comes in is answered, once all is done that can be done at it, by the
one at which this process goes on: by None if nothing waits. None ends it.
"""

import asyncio
import datetime as dt
import logging
import math
from multiprocessing.connection import Connection

from bot import logs
from bot.delivery import request, tasks
from bot.delivery.send import render, sender
from bot.rules.queue import queue_rules
from bot.usecases.entry import clock_tick
from storage import opening
from storage.outbox import take


class Time:
    """Stands still until a line moves it."""

    def __init__(self) -> None:
        self.at = dt.datetime.min.replace(tzinfo=dt.UTC)
        self.sleepers: dict[asyncio.Future[None], dt.datetime] = {}
        self.rested = asyncio.Event()

    def now(self) -> dt.datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    async def sleep(self, seconds: float) -> None:
        waits = asyncio.get_running_loop().create_future()
        # Rounded up: a sleep that ends too early would begin again for ever.
        span = dt.timedelta(microseconds=math.ceil(seconds * 1_000_000))
        self.sleepers[waits] = self.at + span
        self.rested.set()
        try:
            await waits
        finally:
            del self.sleepers[waits]

    def move(self, at: dt.datetime) -> None:
        """It is later now: those whose sleep is over go on."""
        self.at = at
        for waits, end in self.sleepers.items():
            if end <= at and not waits.done():
                waits.set_result(None)


class Runner:
    """What `mantelpiece run` is made of, below its lock and without its updates."""

    def __init__(self, line: Connection, url: str) -> None:
        self.line = line
        self.time = Time()
        self.store = opening.open_store(url).store

    async def run(self, token: str, *base_urls: str) -> None:
        """Until there is no more time; it begins when it is told what time it is."""
        begins = await asyncio.to_thread(self.line.recv)
        if begins is None:
            return
        self.time.move(begins)
        time = tasks.Time(self.time.now, self.time.monotonic, self.time.sleep)
        words = render.Renderer(self.time.now)
        async with (
            request.make_bot(token, *base_urls) as bot,
            asyncio.TaskGroup() as group,
        ):
            made = sender.Sender(bot, self.store, words, time)
            group.create_task(made.run())
            self.line.send(await self.look(made))
            while at := await asyncio.to_thread(self.line.recv):
                self.time.move(at)
                self.line.send(await self.look(made))
            await made.stop()

    async def look(self, made: sender.Sender) -> dt.datetime | None:
        """One tick, and what the sender does by it."""
        now = self.time.now()
        for unit in clock_tick.units(clock_tick.Tick(now, queue_rules.DEFAULTS, "bot")):
            await tasks.result(self.store.submit(unit))
        made.wake()
        await asyncio.sleep(0)  # the wake has to arrive
        while made.under_way >= len(self.time.sleepers):
            self.time.rested.clear()
            await self.time.rested.wait()
        waits = self.store.read(lambda session: take.due(session, now, 1))
        return min(self.time.sleepers.values()) if waits else None


def main(line: Connection, url: str, *wire: str) -> None:
    """One process, from its start to its end."""
    logs.configure(level=logging.ERROR)
    asyncio.run(Runner(line, url).run(*wire))
