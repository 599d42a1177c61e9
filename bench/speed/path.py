"""F7 and F13: CPU of each call to Telegram beside a bare echo; start and memory.

The program runs as a process of its own against the stand-in, so does a bot of
python-telegram-bot that only says again what it hears, without any database. Both are
warm, make as many calls, and nothing waits for Telegram's limits; what each spends
while idle, measured in the same run, is taken off.
"""

import asyncio
import datetime as dt
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bench.branches import apart, fill
from bench.speed.figures import Aim, Figure
from bot import clock
from bot.demo.standin import Standin
from bot.demo.telegram.models import Person
from storage import opening
from tests.faults.program import harness

CLIENTS = 16
TURNS = 24
"""How often each of them says something, all at once each time."""
SAID = ("/next", "/done voted")
START = dt.datetime(2027, 3, 16, 10, 0, tzinfo=dt.UTC)
IDLE, SETTLES = 10.0, 1.0
"""Seconds for which an idle program is measured, and to let it come to rest."""
HERE = Path.cwd()
A_TICK = os.sysconf("SC_CLK_TCK")
STARTS = 3
MIB = 1024 * 1024
PATIENCE = 120.0
COMPILES_ANEW = ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX")
SURROUNDINGS = {
    **{name: value for name, value in os.environ.items() if name not in COMPILES_ANEW},
    "PYTHONPATH": str(HERE),
}
AT_REST = 8.0
"""Seconds after which a program that nobody speaks to has loaded all it will."""


def figures_of(rounds: int) -> Iterator[Figure]:
    """Measure both bots in turn, then the start."""
    pairs = [asyncio.run(_pair()) for _ in range(rounds)]
    ratios = [ours.of_a_call / echo.of_a_call for ours, echo in pairs]
    what = f"CPU of a call of `/next` and `/done` by {CLIENTS} ÷ of a bare echo"
    yield Figure("F7", what, ratios, "×", Aim(1))
    for name, found in zip(("ours", "the echo"), zip(*pairs, strict=True), strict=True):
        of_calls = [1000 * one.of_a_call for one in found]
        yield Figure("F7", f"CPU of a call, {name}", of_calls, "ms")
        idle = [100 * one.idle for one in found]
        yield Figure("F7", f"idle, {name}", idle, "% of a core")
    # Compiled before, as an installation is.
    subprocess.run([sys.executable, "-c", "import bot.app"], env=SURROUNDINGS)
    starts = [asyncio.run(_start()) for _ in range(min(rounds, STARTS))]
    yield Figure("F13", "CPU to ready", [one[0] for one in starts], "s", Aim(2))
    rest = [one[1] for one in starts]
    yield Figure("F13", "memory at rest", rest, "MiB", Aim(110))


class Window(NamedTuple):
    """What a program spent while it was idle, and while it was asked."""

    idle: float
    """CPU of a second in which nobody asks: looks for updates, timers."""
    cpu: float
    seconds: float
    calls: int

    @property
    def of_a_call(self) -> float:
        """CPU of a call, without what the program spends anyway."""
        return (self.cpu - self.idle * self.seconds) / self.calls


async def _pair() -> tuple[Window, Window]:
    with tempfile.TemporaryDirectory() as folder:
        ours = await _ours(Path(folder))
    return ours, await _echo(ours.calls)


async def _measured(
    town: Standin, pid: int, work: Callable[[], Awaitable[None]]
) -> Window:
    """Measure a warm program: first idle, then at work; of the idle share, the rate."""
    await asyncio.sleep(SETTLES)
    before = cpu(pid)
    await asyncio.sleep(IDLE)
    idle = (cpu(pid) - before) / IDLE
    spent, began, calls = cpu(pid), time.monotonic(), _calls(town)
    await work()
    await asyncio.sleep(SETTLES)  # what is saved after the last call belongs to it
    seconds = time.monotonic() - began
    return Window(idle, cpu(pid) - spent, seconds, _calls(town) - calls)


async def _ours(folder: Path) -> Window:
    """Let everybody ask for members and report, again and again.

    Telegram's limits are off, so that nobody waits for them. Each kind of turn was
    taken twice before: the first word typed loads what reads it.
    """
    town, beside = Standin(lambda: START), folder / "path.db"
    url = f"sqlite:///{beside}"
    opened = opening.open_store(url)
    size = fill.Size(1, CLIENTS, 40 * CLIENTS)
    (branch,) = fill.fill(opened.store, town, size, START)
    opened.close()
    async with apart.running(url, beside, town, START) as program:
        wanted = {}
        for words in SAID * 2:
            before = _calls(town)
            _say(town, branch.advocates, words)
            await town.idle()
            await program.rest()
            wanted[words] = _calls(town) - before

        async def work() -> None:
            for turn in range(TURNS):
                words = SAID[turn % len(SAID)]
                await _heard(town, branch.advocates, words, wanted[words])

        return await _measured(town, program.pid, work)


def _say(town: Standin, people: Iterable[Person], words: str) -> None:
    for person in people:
        town.say(person, person, words)


async def _heard(
    town: Standin, people: Iterable[Person], words: str, calls: int
) -> None:
    """Let everybody say something; wait until the bot has made so many calls."""
    goal = _calls(town) + calls
    _say(town, people, words)
    await town.until(lambda: _calls(town) >= goal, PATIENCE)


async def _echo(calls: int) -> Window:
    """Let everybody say a word to the echo, until it has made as many calls."""
    town = Standin(clock.utc_now)
    people = [town.add_person(f"P{n}", started=True) for n in range(CLIENTS)]
    async with town.serve() as server:
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=echo, args=(town.token, server.base_url))
        process.start()
        assert process.pid is not None
        try:
            await town.until(lambda: _calls(town), PATIENCE)
            for _ in range(2 * len(SAID)):
                await _heard(town, people, "hello", CLIENTS)

            async def work() -> None:
                goal = _calls(town) + calls
                while left := goal - _calls(town):
                    some = people[:left]
                    await _heard(town, some, "hello", len(some))

            return await _measured(town, process.pid, work)
        finally:
            process.terminate()
            process.join()


async def _start() -> tuple[float, float]:
    """Start the program anew; return seconds of CPU to ready, MiB at rest."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "start"
        async with harness.program(folder, random.Random(1), CLIENTS) as made:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-c", "from bot import cli; cli.main()", "run"),
                cwd=folder,
                env=SURROUNDINGS,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                looks = lambda: len(made.town.history) - _calls(made.town)  # noqa: E731
                await made.town.until(looks, PATIENCE)
                ready = cpu(process.pid)
                await asyncio.sleep(AT_REST)
                return ready, resident(process.pid)
            finally:
                process.terminate()
                await process.wait()


def resident(pid: int) -> float:
    """Return the memory a process holds, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MIB


def echo(token: str, base_url: str) -> None:
    """Run a bot that says again what it hears."""

    async def say(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    built = ApplicationBuilder().token(token).base_url(base_url)
    app = built.concurrent_updates(CLIENTS).build()
    app.add_handler(MessageHandler(filters.TEXT, say))
    app.run_polling()


def _calls(town: Standin) -> int:
    """Count the calls that are no look for updates."""
    return sum(one.method.lower() != "getupdates" for one in town.history)


def cpu(pid: int) -> float:
    """Return the seconds of CPU that a process has taken, with its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / A_TICK
