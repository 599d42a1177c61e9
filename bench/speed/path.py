"""F7 and F13: CPU of each call to Telegram beside a bare echo; start and memory.

The program runs as a process of its own against the stand-in, so does a bot of
python-telegram-bot that only says again what it hears, without any database.
"""

import asyncio
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, MessageHandler, filters

from bench.speed.figures import Aim, Figure
from bot import clock
from bot.demo.standin import Standin
from bot.demo.telegram.models import Person
from tests.faults.program import harness

CLIENTS = 16
TURNS = 12
"""How often each of them asks, one after another."""
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
    ratios = [ours / echo for ours, echo in pairs]
    what = f"CPU of a call of `/next` by {CLIENTS} ÷ of a bare echo"
    yield Figure("F7", what, ratios, "×", Aim(1))
    yield Figure("F7", "CPU of a call, ours", [1000 * one for one, _ in pairs], "ms")
    # Compiled before, as an installation is.
    subprocess.run([sys.executable, "-c", "import bot.app"], env=SURROUNDINGS)
    starts = [asyncio.run(_start()) for _ in range(min(rounds, STARTS))]
    yield Figure("F13", "CPU to ready", [one[0] for one in starts], "s", Aim(2))
    rest = [one[1] for one in starts]
    yield Figure("F13", "memory at rest, the reader's model included", rest, "MiB")


async def _pair() -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        return await _ours(Path(folder)), await _echo()


async def _ours(folder: Path) -> float:
    """Let everybody ask for members, skipping each; return seconds of CPU a call."""
    made = harness.program(folder / "ours", random.Random(1), CLIENTS, 40 * CLIENTS)
    async with made as program:
        await program.start()
        assert program.itself is not None
        pid = program.itself.pid
        assert pid is not None
        await _say(program, "/next")
        before, calls = cpu(pid), _calls(program.town)
        for turn in range(TURNS):
            await _say(program, "/next" if turn % 2 else "/done voted")
        return (cpu(pid) - before) / (_calls(program.town) - calls)


async def _say(program: harness.Program, words: str) -> None:
    for name in program.people:
        program.say(name, words)
    await program.rest()


async def _echo() -> float:
    """Let everybody say a word to the echo; return seconds of CPU a call."""
    town = Standin(clock.utc_now)
    people = [town.add_person(f"P{n}", started=True) for n in range(CLIENTS)]
    async with town.serve() as server:
        context = multiprocessing.get_context("spawn")
        process = context.Process(target=echo, args=(town.token, server.base_url))
        process.start()
        assert process.pid is not None
        try:
            await town.until(lambda: _calls(town), PATIENCE)
            for person in people:
                await _heard(town, person)
            before, calls = cpu(process.pid), _calls(town)
            for _ in range(TURNS):
                goal = _calls(town) + len(people)
                for person in people:
                    town.say(person, person, "hello")
                await town.until(lambda goal=goal: _calls(town) >= goal, PATIENCE)
            return (cpu(process.pid) - before) / (_calls(town) - calls)
        finally:
            process.terminate()
            process.join()


async def _heard(town: Standin, person: Person) -> None:
    goal = _calls(town) + 1
    town.say(person, person, "hello")
    await town.until(lambda: _calls(town) >= goal, PATIENCE)


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
