"""The real program as a process, its people and what each of them saw.

A seed replays who says what and which fault comes when; how far the program gets
before a fault is the machine's doing.
"""

import asyncio
import contextlib
import datetime as dt
import os
import random
import signal
import string
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from sqlmodel import Session

from bot import clock
from bot.demo.standin import Standin
from bot.demo.telegram.models import Message, Person
from bot.demo.telegram.world import Change
from bot.rules.ballot.ballot import Ballot
from bot.rules.lists.sheet_member import SheetMember
from bot.usecases.lists import import_list
from storage import ballots, engine, opening
from tests import forked, waiting
from tests.faults import processes
from tests.faults.program import child, sqlite_calls
from tests.faults.program.life import Life, stands_still
from tests.journeys import branch_setup
from tests.journeys.play import sheet

LOOK = 0.05
"""Seconds between looks at what a program spends that is about to end."""
LETTERS = string.ascii_uppercase
UNHARMED = (0, 0, -1, 0)
"""No call of SQLite fails."""
DRAINED = 10.0
"""Seconds of its life from SIGTERM to the end (P12)."""
NO_CAPS = "[queue]\ncards_an_hour = 10000\ncards_a_day = 10000\n"
"""Settings that let each take as many cards as settings may allow."""
NUMBERS = 1000
"""Telephone numbers for fiction."""
WAITS = """SELECT 1 FROM outbox WHERE state = 'sending'
    OR (state = 'queued' AND send_at <= ?) LIMIT 1"""
Files = dict[str, bytes]
_branches: dict[tuple[int, int], Files] = {}
"""The database with what stands beside it, by how many advocates and members it has:
made once, since that takes longer than the program's start."""


@dataclass(frozen=True)
class Seen:
    """A message of the bot as somebody saw it, new or edited."""

    chat_id: int
    message_id: int
    text: str


@dataclass(frozen=True, order=True)
class Silence:
    """For how long a chat that waited heard nothing: seconds of the program's life."""

    seconds: float
    others: int
    """Messages that other chats saw meanwhile."""


@dataclass
class History:
    """What each person said and saw, and how long the bot was silent."""

    said: Counter[str] = field(default_factory=Counter)
    """The reports of each person."""
    unreadable: int = 0
    """How many updates came that are none."""
    seen: list[Seen] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    life: Life = field(default_factory=Life)
    waiting: dict[int, tuple[float, int]] = field(default_factory=dict)
    """The chats that wait: since when, and after how many messages."""

    def see(self, message: Message) -> None:
        """Somebody sees a message of the bot."""
        chat = message.chat.id
        if chat in self.waiting:
            since, before = self.waiting.pop(chat)
            seconds, others = self.life.seconds() - since, len(self.seen) - before
            self.silences.append(Silence(seconds, others))
        self.seen.append(Seen(chat, message.id, message.text or ""))

    def wait(self, person: Person) -> None:
        """Somebody has said something, so their chat waits for the bot."""
        self.waiting.setdefault(person.id, (self.life.seconds(), len(self.seen)))


@dataclass
class Program:
    """The program in a folder of its own: started, killed and started again."""

    folder: Path
    town: Standin
    people: dict[str, Person]
    chance: random.Random
    history: History = field(default_factory=History)
    writes: sqlite_calls.Plan = field(default_factory=processes.plan)
    reads: sqlite_calls.Plan = field(default_factory=processes.plan)
    itself: ForkServerProcess | None = None
    starts: int = 0

    @property
    def file(self) -> Path:
        """Its database."""
        return self.folder / "mantelpiece.db"

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"sqlite:///{self.file}"

    @property
    def output(self) -> str:
        """All it ever printed or logged."""
        return (self.folder / child.OUTPUT).read_text()

    def launch(self, *words: str) -> None:
        """Start it and do not wait."""
        told = (self.folder, words or ("run",), self.writes, self.reads)
        self.itself = forked.start(child.main, *told)
        self.starts += 1

    async def start(self) -> None:
        """Start it, and wait until it speaks with Telegram."""
        calls = len(self.town.history)
        self.launch()
        await self.town.until(lambda: len(self.town.history) > calls, forked.PATIENCE)
        assert self.itself is not None
        self.history.life.begin(self.itself)

    async def ended(self) -> int:
        """Wait for its end, and for what it had on the wire; return its status."""
        assert self.itself is not None
        ending = asyncio.create_task(forked.status(self.itself))
        while not ending.done():
            self.history.life.seconds()
            await asyncio.wait([ending], timeout=LOOK)
        status = await ending
        assert status is not None, "it hangs"
        self.history.life.end()
        return status

    async def kill(self) -> None:
        """End it by SIGKILL, held for a moment before: then its waits are told."""
        assert self.itself is not None
        assert self.itself.pid is not None
        os.kill(self.itself.pid, signal.SIGSTOP)
        while not stands_still(self.itself.pid):
            await waiting.turn()
        self.history.life.seconds()
        self.itself.kill()
        assert await self.ended() == -9, self.output[-2000:]

    async def stop(self) -> float:
        """End it by SIGTERM, in order; return the seconds of its life that took."""
        assert self.itself is not None
        begun = self.history.life.seconds()
        self.itself.terminate()
        assert await self.ended() == 0, self.output
        return self.history.life.seconds() - begun

    async def live(self, seconds: float, until: Callable[[], object]) -> None:
        """Let it live for so many seconds of its life, or until something holds."""
        end = self.history.life.seconds() + seconds
        while (left := end - self.history.life.seconds()) > 0:
            with contextlib.suppress(TimeoutError):
                await self.town.until(until, max(left, LOOK))
                return

    async def calls(self, count: int, seconds: float) -> None:
        """Wait for so many more of its calls, or for some seconds."""
        goal = len(self.town.history) + count
        with contextlib.suppress(TimeoutError):
            await self.town.until(lambda: len(self.town.history) >= goal, seconds)

    def say(self, name: str, words: str) -> None:
        """Somebody writes to the bot."""
        person = self.people[name]
        self.history.wait(person)
        self.history.said[name] += words.startswith("/done")
        self.town.say(person, person, words)

    async def settle(self) -> None:
        """Wait until every update is handled and everybody has heard something."""
        try:
            await asyncio.wait_for(self.town.idle(), forked.PATIENCE)
            await self.town.until(lambda: not self.history.waiting, forked.PATIENCE)
        except TimeoutError:
            raise AssertionError(self._state()) from None

    def _state(self) -> str:
        """Say what still waits, and what the program said last."""
        updates = [entry.update["update_id"] for entry in self.town.feed.entries]
        silent = f"chats {list(self.history.waiting)} and updates {updates} wait"
        assert self.itself is not None
        return f"{silent}; status {self.itself.exitcode}; {self.output[-2000:]}"

    async def rest(self) -> None:
        """Wait until nothing is due either."""
        await self.settle()
        async with asyncio.timeout(forked.PATIENCE * 5):
            while await asyncio.to_thread(self._due):
                await self.calls(1, seconds=0.2)

    async def finish(self) -> None:
        """Let it run unharmed until nothing is due, started if need be; stop it."""
        if self.itself is None or not self.itself.is_alive():
            await self.start()
        await self.rest()
        assert await self.stop() < DRAINED

    def _due(self) -> bool:
        now = clock.utc_now().replace(tzinfo=None).isoformat(" ")
        line = engine.sqlite_module().connect(f"{self.file.as_uri()}?mode=ro", uri=True)
        with contextlib.closing(line):
            return line.execute(WAITS, (now,)).fetchone() is not None


@contextlib.asynccontextmanager
async def program(
    folder: Path, chance: random.Random, people: int = 24, members: int = 200
) -> AsyncIterator[Program]:
    """A branch with a program that does not run yet, in a folder that it makes."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    town = Standin(clock.utc_now)
    names = [f"Advocate {number}" for number in range(people)]
    found = {name: town.add_person(name, started=True) for name in names}
    made = Program(folder, town, found, chance)
    town.watchers.append(lambda change: look(made.history, town, change))
    async with town.serve() as server:
        config = folder / "config.toml"
        config.touch(0o600)
        config.write_text(
            f'[telegram]\ntoken = "{town.token}"\nbase_url = "{server.base_url}"\n'
            f'base_file_url = "{server.base_file_url}"\n{NO_CAPS}'
        )
        for name, content in _branch(made, members).items():
            (folder / name).touch(0o600)
            (folder / name).write_bytes(content)
        try:
            yield made
        finally:
            if made.itself is not None and made.itself.is_alive():
                await made.kill()


def look(history: History, town: Standin, change: Change) -> None:
    """Note what somebody sees."""
    message = change.message
    if message is not None and message.sender is town.bot and not message.deleted:
        history.see(message)


def _listed(count: int) -> Iterator[SheetMember]:
    """So many members: none on another's number, initials that hardly ever repeat."""
    for number in range(count):
        first, last = (LETTERS[n % 26] for n in (number, number // 26))
        names = {"first_name": f"{first}ia{number}", "last_name": f"{last}y{number}"}
        mobile = {} if number < NUMBERS else {"mobile": None}
        yield sheet(number, **names, **mobile)


def _branch(made: Program, members: int) -> Files:
    """Make a ballot with a list and advocates, at this moment or a little before."""
    key = (len(made.people), members)
    if key not in _branches:
        opened = opening.open_store(made.url)
        opened.store.write(lambda session: settle(session, made, members))
        opened.close()
        found = made.folder.glob(f"{made.file.name}*")
        _branches[key] = {file.name: file.read_bytes() for file in found}
    return _branches[key]


def settle(session: Session, made: Program, count: int) -> None:
    """Make the ballot, with the list and the advocates."""
    now = clock.utc_now()
    ballot = Ballot(0, "Pay", now + dt.timedelta(days=20))
    ballot = ballots.add(session, ballot, now)
    ballots.update_life(session, ballot.id, agreed_at=now, agreed_by="a test")
    import_list.add(session, ballot, _listed(count), now)
    branch_setup.give_roles(session, ballot, made.people, now)
