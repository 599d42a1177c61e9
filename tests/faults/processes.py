"""Several processes on one database and one Telegram, given the time and killed."""

import asyncio
import contextlib
import datetime as dt
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess

from telegram import Bot

from bot.delivery import request
from bot.demo.standin import Standin
from bot.demo.telegram.faults import Kind
from tests import forked
from tests.faults import runner
from tests.faults.program import sqlite_calls
from tests.journeys.play import Clock

DOWN = (1, 20, 60, 180, 300, 600, 1440, 4320)
"""Minutes until anybody looks again; at most three days."""
UP = 0.7
CRASH = 0.5
AT_REST = 0.2


@dataclass(eq=False)
class Process:
    """One of them, at the other end of a line."""

    line: Connection
    itself: ForkServerProcess
    killed: bool = False

    async def tell(self, at: dt.datetime) -> dt.datetime | None:
        """What time it is; the answer is when it goes on, if anything waits."""
        try:
            self.line.send(at)
            async with asyncio.timeout(forked.PATIENCE):
                answer: dt.datetime | None = await asyncio.to_thread(self.line.recv)
        except (EOFError, ConnectionError):
            assert self.killed, "a process ended by itself"
            return None
        return answer

    async def end(self, *, kill: bool = False) -> None:
        """In order, or by SIGKILL."""
        self.killed = kill
        if kill:
            self.itself.kill()
        else:
            self.line.send(None)
        assert await forked.status(self.itself) == (-9 if kill else 0)


def plan() -> sqlite_calls.Plan:
    """Make a plan of SQLite's calls that a process follows and its parent changes."""
    return forked.CONTEXT.RawArray("q", [0, 0, -1, 0])


def join(*how: str) -> Process:
    """Start one of the fleet."""
    here, there = forked.CONTEXT.Pipe()
    itself = forked.start(runner.main, there, *how)
    there.close()
    return Process(here, itself)


@dataclass
class Fleet:
    """So many processes, some of them down."""

    town: Standin
    clock: Clock
    bot: Bot
    how: tuple[str, ...]
    many: int
    chance: random.Random
    kills: int
    """How many may still be killed."""
    running: list[Process] = field(default_factory=list)

    async def live(
        self, end: dt.datetime, between: Callable[[], Awaitable[None]]
    ) -> None:
        """Up to the end: time passes, some processes run, are killed, start again."""
        while self.clock.at < end:
            await self._round(between)
            passed = dt.timedelta(minutes=self.chance.choice(DOWN))
            self.clock.at = min(self.clock.at + passed, end)
        left, self.kills = self.kills, 0
        await self._round(between)
        self.kills = left

    async def _round(self, between: Callable[[], Awaitable[None]]) -> None:
        """Some come back, all is done that can be done, something happens meanwhile."""
        self.start()
        await asyncio.gather(self.settle(), between())
        await between()

    def start(self) -> None:
        """Some of those that are down come back; one at least is there."""
        down = self.many - len(self.running)
        back = sum(self.chance.random() < UP for _ in range(down))
        least = 0 if self.running else 1
        for _ in range(max(back, least)):
            self.running.append(join(*self.how))

    async def settle(self) -> None:
        """All that can be done by now is done, second by second, or nobody is left."""
        while waits := await self._look():
            self.clock.at = max(self.clock.at, min(waits))

    async def _look(self) -> list[dt.datetime]:
        """Everybody looks at the clock at once; when they go on, if anything waits."""
        told = {
            one: asyncio.create_task(one.tell(self.clock.at)) for one in self.running
        }
        for one, answer in told.items():
            if self.kills and self.chance.random() < CRASH:
                await self._kill(one, answer)
        return [at for at in await asyncio.gather(*told.values()) if at is not None]

    async def _kill(
        self, one: Process, answer: asyncio.Task[dt.datetime | None]
    ) -> None:
        """After some more calls of anybody, or after a while; at rest now and then."""
        calls = len(self.town.history) + self.chance.randint(1, 8)
        slow = self.chance.choice((Kind.SLOW, Kind.ANSWER_HANGS))
        skip = self.chance.randint(0, 4)
        self.town.faults.plan(slow, "sendMessage", skip=skip, seconds=0.3)
        called = asyncio.create_task(
            self.town.until(lambda: len(self.town.history) >= calls, forked.PATIENCE)
        )
        while_ = self.chance.choice((None, self.chance.random() / 4))
        first = asyncio.FIRST_COMPLETED
        await asyncio.wait({answer, called}, timeout=while_, return_when=first)
        called.cancel()
        self.town.faults.clear()
        if answer.done() and self.chance.random() > AT_REST:
            return
        self.kills -= 1
        self.running.remove(one)
        await one.end(kill=True)
        await self.bot.get_me()  # so what it had on the wire has arrived as well


@contextlib.asynccontextmanager
async def fleet(
    town: Standin,
    clock: Clock,
    url: str,
    many: int,
    chance: random.Random,
    kills: int,
) -> AsyncIterator[Fleet]:
    """The processes, with Telegram on the wire; all end with it."""
    async with town.serve() as server:
        wire = (town.token, server.base_url, server.base_file_url)
        async with request.make_bot(*wire) as bot:
            fleet = Fleet(town, clock, bot, (url, *wire), many, chance, kills)
            yield fleet
            await asyncio.gather(*(one.end() for one in fleet.running))
