"""The program in a process of its own, its clock moved by whoever measures it."""

import asyncio
import contextlib
import datetime as dt
import gc
import multiprocessing
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from bot.app import App
from bot.config import sections
from bot.demo.standin import Standin
from bot.usecases.entry import clock_tick
from storage import opening
from tests import waiting
from tests.journeys import branch_setup
from tests.journeys.play import DUE, UNHURRIED, Clock, paced

TICK = "tick"
REST = "rest"
ALWAYS = {"prune"}
"""What every tick of a tenth minute does again."""
MANY = sections.Queue(cards_an_hour=1_000, cards_a_day=1_000)


class Spent(NamedTuple):
    """What something took."""

    seconds: float
    cpu: float
    more: bool
    """Whether the next tick has something to do as well."""


class Where(NamedTuple):
    """All that the program needs."""

    url: str
    beside: Path
    token: str
    base_url: str
    base_file_url: str
    now: dt.datetime


@dataclass
class Apart:
    """The program as seen from without."""

    pid: int
    _line: Connection

    async def tick(self, now: dt.datetime) -> Spent:
        """Move its clock and let time do its work once."""
        return Spent(*await self._ask(TICK, now))

    async def rest(self) -> None:
        """Wait until it has nothing to do."""
        await self._ask(REST)

    async def _ask(self, *what: object) -> Any:
        await asyncio.to_thread(self._line.send, what)
        return await asyncio.to_thread(self._line.recv)


@contextlib.asynccontextmanager
async def running(
    url: str, beside: Path, town: Standin, now: dt.datetime
) -> AsyncIterator[Apart]:
    """Run the program on this database against the stand-in."""
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe()
    async with town.serve() as server:
        where = Where(
            url, beside, town.token, server.base_url, server.base_file_url, now
        )
        process = context.Process(target=run, args=(its, where))
        process.start()
        its.close()
        try:
            assert await asyncio.to_thread(ours.recv) == "ready"
            assert process.pid is not None
            yield Apart(process.pid, ours)
        finally:
            ours.close()
            await asyncio.to_thread(process.join)


def run(line: Connection, where: Where) -> None:
    """Run the program until nobody asks any more."""
    asyncio.run(_run(line, where))


async def _run(line: Connection, where: Where) -> None:
    clock = Clock(where.now)
    opened = opening.open_store(where.url, alone=True, beside=where.beside)
    town: Any = where  # only its token is asked for
    made = branch_setup.settings(town, where.base_url, where.base_file_url, queue=MANY)
    app = App(made, opened.store, paced(clock, 1), poll=5, rates=UNHURRIED)
    gc.collect()
    gc.freeze()  # as the program does: no collection looks through all that is loaded
    await app.start()
    line.send("ready")
    try:
        while True:
            what, *more = await asyncio.to_thread(line.recv)
            line.send(await (_tick(app, clock, *more) if what == TICK else _rest(app)))
    except EOFError:
        await app.stop()
        opened.close()


async def _tick(app: App, clock: Clock, now: dt.datetime) -> Spent:
    clock.at = now
    began, spent = time.perf_counter(), time.process_time()
    await app.tick()
    seconds, cpu = time.perf_counter() - began, time.process_time() - spent
    asked = clock_tick.Tick(now, app.numbers, app.bot.username)
    left = app.store.read(lambda session: clock_tick.due(session, asked))
    return Spent(seconds, cpu, bool({part.name for part in left} - ALWAYS))


async def _rest(app: App) -> None:
    def due(session: Any) -> bool:
        found = session.connection().execute(DUE, {"now": app.clock()})
        return found.first() is not None

    while app.sender.under_way or app.worker.under_way or app.store.read(due):
        await waiting.turn()
