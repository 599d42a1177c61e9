"""Many branches in one installation, played for real.

The program runs in a process of its own against the stand-in. Advocates of different
branches ask at the same moment, report and promise; organisers ask for `/stats`; then
come the moments at which something is due in every ballot. What went missing, came
twice, or was seen by another branch is counted.
"""

import asyncio
import contextlib
import datetime as dt
import re
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session, col, func, select

from bench.branches import apart, fill
from bench.branches.fill import Branch, Size
from bench.speed import path
from bench.speed.figures import Aim, Figure
from bot.demo.standin import Standin
from bot.demo.telegram.models import Person
from bot.demo.telegram.world import Change
from bot.texts import general_endings
from storage import opening
from storage.tables import ContactRow, NudgeRow, PersonRow
from tests import postgresql
from tests.faults.program import checker

START = dt.datetime(2027, 3, 16, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
MOMENTS = {
    "just after the start": START + dt.timedelta(seconds=20),
    "countdowns of all ballots": START + 2.25 * HOUR,
    "digests of all ballots": START + 8 * HOUR,
    "call-backs at 9:00": START + 23 * HOUR,
}
ORGANISERS = 20
"""Who ask for `/stats` beside the advocates."""
MARK = re.compile(r"Branch(\d+)end")
PATIENCE = 900.0
SAID = ("/done voted", "/done call back tomorrow at 9")
"""Every second one reports the one, every other the other."""
NONE = Aim(0)
NUMBER = "branches"
"""Where other figures have their number."""
MOST = 20
"""Ticks at one moment, should one never end its work."""


class Checked(NamedTuple):
    """What the database and the chats say afterwards."""

    nudges: int
    lost: int
    double: int


class Played(NamedTuple):
    """What was found."""

    waits: list[float]
    """Seconds from asking until the card is there, all at once."""
    alone: list[float]
    """The same, one after another."""
    ticks: dict[str, list[apart.Spent]]
    to_rest: dict[str, float]
    """Seconds from a moment until everything of it is sent."""
    memory: dict[str, float]
    """MiB after each step."""
    checked: Checked
    strange: int
    """Messages in which something of another branch stands."""
    told_to_wait: int
    """Who were told that nothing of theirs is saved yet."""


class Ears:
    """When each chat heard something, and what did not belong there."""

    def __init__(self, town: Standin, found: Sequence[Branch]) -> None:
        self.owner = {
            chat.id: one.number
            for one in found
            for chat in (one.organiser, *one.advocates, one.group)
        }
        self.heard: dict[int, float] = {}
        self.strange = self.told_to_wait = 0
        self.town = town
        town.watchers.append(self._hear)

    def _hear(self, change: Change) -> None:
        message = change.message
        if message is None or message.sender is not self.town.bot or message.deleted:
            return
        if message.text == general_endings.NOT_SAVED:
            self.told_to_wait += 1
            return
        self.heard.setdefault(message.chat.id, time.perf_counter())
        own = str(self.owner[message.chat.id])
        self.strange += bool(set(MARK.findall(message.text or "")) - {own})

    async def ask(
        self, who: Sequence[Person], words: Callable[[int], str]
    ) -> list[float]:
        """Let everybody say something; return how long each waited for an answer."""
        self.heard.clear()
        said = {}
        for place, one in enumerate(who):
            said[one.id] = time.perf_counter()
            self.town.say(one, one, words(place))
        await self.town.until(lambda: said.keys() <= self.heard.keys(), PATIENCE)
        return [self.heard[one] - at for one, at in said.items()]


def figures_of(size: Size, asking: int, database: str) -> Iterator[Figure]:
    """Fill, play and check an installation of this size."""
    with tempfile.TemporaryDirectory() as folder:
        found = asyncio.run(_play(Path(folder), size, asking, database))
    many = f"{size.ballots:,} ballots on {database}"
    yield Figure(NUMBER, f"lost, {many}", [found.checked.lost], "", NONE)
    yield Figure(NUMBER, f"double, {many}", [found.checked.double], "", NONE)
    yield Figure(
        NUMBER, f"messages with another branch's, {many}", [found.strange], "", NONE
    )
    for name, waits in (
        (f"{asking} at once", found.waits),
        ("one by one", found.alone),
    ):
        yield Figure(NUMBER, f"a card, {name}, median", [statistics.median(waits)], "s")
        late = statistics.quantiles(waits, n=100)[98]
        yield Figure(NUMBER, f"a card, {name}, 99th of a hundred", [late], "s")
    for name, ticks in found.ticks.items():
        what = f"{name}: {len(ticks)} ticks"
        yield Figure(NUMBER, f"{what}, longest", [max(t.seconds for t in ticks)], "s")
        yield Figure(NUMBER, f"{what}, CPU of all", [sum(t.cpu for t in ticks)], "s")
        yield Figure(NUMBER, f"{name}: until all is sent", [found.to_rest[name]], "s")
    yield Figure(NUMBER, "told to wait", [found.told_to_wait], "")
    yield Figure(NUMBER, "nudges sent", [found.checked.nudges], "")
    for name, held in found.memory.items():
        yield Figure(NUMBER, f"memory after {name}", [held], "MiB")


async def _play(folder: Path, size: Size, asking: int, database: str) -> Played:
    beside = folder / "bench.db"
    on_server = database == "postgresql"
    url = postgresql.address(beside) if on_server else f"sqlite:///{beside}"
    town = Standin(lambda: now)
    now = START
    opened = opening.open_store(url, beside=beside)
    found = fill.fill(opened.store, town, size, START)
    opened.close()
    ears = Ears(town, found)
    who = [one.advocates[0] for one in found[:asking]]
    memory, ticks, to_rest = {}, {}, {}
    async with apart.running(url, beside, town, START) as program:

        async def rest(after: str) -> None:
            await town.idle()
            await program.rest()
            memory[after] = path.resident(program.pid)

        await rest("the start")
        waits = await ears.ask(who, lambda _: "/next")
        await rest("a card for each")
        await ears.ask(who, lambda place: SAID[place % 2])
        await rest("their reports")
        alone = []
        for one in who[: 2 * ORGANISERS]:
            alone += await ears.ask([one], lambda _: "/next")
            await rest("cards one by one")
        await ears.ask(
            [one.organiser for one in found[:ORGANISERS]], lambda _: "/stats"
        )
        await rest("/stats")
        for name, at in MOMENTS.items():
            now, began = at, time.perf_counter()
            ticks[name] = await _ticks(program, at)
            await rest(name)
            to_rest[name] = time.perf_counter() - began
    with contextlib.closing(opening.open_store(url, beside=beside)) as again:
        checked = again.store.read(lambda s: _check(s, town, who, found))
    return Played(
        waits, alone, ticks, to_rest, memory, checked, ears.strange, ears.told_to_wait
    )


async def _ticks(program: apart.Apart, now: dt.datetime) -> list[apart.Spent]:
    """Tick as often as it takes, which are 20 seconds each; at most MOST times."""
    found = [await program.tick(now)]
    while found[-1].more and len(found) < MOST:
        found.append(await program.tick(now))
    return found


def _check(
    session: Session, town: Standin, who: Sequence[Person], found: Sequence[Branch]
) -> Checked:
    """Hold claims and nudges to their rules; count reports and nudges against chats."""
    checker.assert_claims(session)
    checker.assert_known_states(session)
    reports = select(PersonRow.telegram_id, func.count(col(ContactRow.id)))
    reports = reports.join(ContactRow, col(ContactRow.person_id) == PersonRow.id)
    by_person = dict(session.exec(reports.group_by(col(PersonRow.telegram_id))).all())
    off = Counter({one.id: by_person.get(one.id, 0) - 1 for one in who})
    sent = select(NudgeRow.recipient, PersonRow.telegram_id).where(
        NudgeRow.state == "sent"
    )
    sent = sent.join(PersonRow, col(PersonRow.id) == NudgeRow.recipient, isouter=True)
    nudged = Counter(chat or group for group, chat in session.exec(sent).all())
    silent = [one.organiser for one in found[ORGANISERS:]]
    for chat in [*silent, *(one.group for one in found)]:
        told = [one for one in town.messages(chat) if one.sender is town.bot]
        off[chat.id] = len(told) - nudged[chat.id]
    return Checked(nudged.total(), (-off).total(), (+off).total())
