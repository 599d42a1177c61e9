"""Several processes on one database, restarted at random, down for up to three days."""

import asyncio
import contextlib
import datetime as dt
import random
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.delivery import effects, rendering, request, sending, work
from bot.demo.standin import Standin
from bot.demo.town.things import Chat, Person
from bot.rules import queue, slots
from bot.rules.ballot import Ballot
from bot.rules.planned import Kind
from bot.usecases import importing, ticking
from storage import ballots, chats, members, nudges, opening, outbox, people
from storage.engine import Store
from tests.journeys.play import LONDON, UNHURRIED, Clock, sheet
from tests.journeys.settling import people_of

START = dt.datetime(2027, 3, 13, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, 0, tzinfo=LONDON)
END = CLOSES - dt.timedelta(hours=1)
DOWN = (1, 20, 180, 600, 1440, 4320)
"""Minutes that pass between two looks; at most three days."""
CRASHES = 0.3


@dataclass
class World:
    """What all processes share."""

    url: str
    town: Standin
    clock: Clock
    group: Chat
    asha: Person
    base_urls: tuple[str, str]
    voted: dict[str, dt.datetime] = field(default_factory=dict)


@dataclass
class Process:
    """A tick and a sender with a database connection of their own."""

    world: World
    store: Store
    sender: sending.Sender

    async def look(self, crash: bool) -> None:
        """One tick, then send until nothing waits; or be cut off in a call."""
        now = self.world.clock.now()
        for unit in ticking.units(ticking.Tick(now, queue.DEFAULTS, "bot")):
            await work.done(self.store.submit(unit))
        running = asyncio.create_task(self.sender.run())
        async with asyncio.timeout(20):
            while not self._over(crash):  # noqa: ASYNC110
                await asyncio.sleep(0)  # the condition stands in the database
        await self.sender.stop(within=0 if crash else 4)
        await running

    def _over(self, crash: bool) -> bool:
        busy = self.sender.under_way > 0
        return (crash and busy) or not (busy or self.store.read(self._waits))

    def _waits(self, session: Session) -> bool:
        return bool(outbox.due(session, self.world.clock.now(), 1))


@contextlib.asynccontextmanager
async def process(world: World) -> AsyncIterator[Process]:
    """One process, from its start to its end."""
    opened = opening.open_store(world.url)
    time = work.Time(now=world.clock.now)
    async with request.line(world.town.token, *world.base_urls) as bot:
        words = rendering.Rendering(world.clock.now)
        sender = sending.Sender(
            bot, opened.store, words, effects.Effects(), time, UNHURRIED
        )
        yield Process(world, opened.store, sender)
    opened.close()


def settle(store: Store, world: World) -> Ballot:
    """A ballot with a group, and promises of many days that Asha keeps."""

    def unit(session: Session) -> Ballot:
        ballot = ballots.add(session, Ballot(0, "Pay", CLOSES), START)
        listed = (sheet(n, first_name=chr(65 + n)) for n in range(20))
        importing.add(session, ballot, listed, START)
        people_of(session, ballot, {"Asha": world.asha}, START)
        chats.add(session, world.group.id, "supergroup", None, START)
        linked = {"ballot_id": ballot.id, "linked_at": START}
        chats.note(session, world.group.id, **linked)
        keep(session, ballot)
        return ballot

    return store.write(unit)


def keep(session: Session, ballot: Ballot) -> None:
    """A promise ripens every twelve hours."""
    asha = people.team(session, ballot.id)[0]
    people.settle(session, asha.id, ballot.id, active_at=CLOSES)
    for place, member in enumerate(list(members.every(session, ballot.id))):
        due_at = START + dt.timedelta(hours=12 * place + 4)
        kept = {"kept_for": asha.id, "kept_until": due_at + dt.timedelta(days=1)}
        members.change(session, member, band=4, due_at=due_at, **kept)


def vote(store: Store, world: World, ballot: Ballot, chance: random.Random) -> None:
    """Somebody who promised is known to have voted."""

    def unit(session: Session) -> str | None:
        kept = [m for m in members.every(session, ballot.id) if m.band is not None]
        if not kept:
            return None
        member = chance.choice(kept)
        gone = {"band": None, "due_at": None, "kept_for": None, "kept_until": None}
        members.change(session, member, **gone)
        return member.initials

    if initials := store.write(unit):
        world.voted[initials] = world.clock.now()


async def live(world: World, ballot: Ballot, seed: int, many: int) -> None:
    """To the close: time passes, some processes run, are stopped, are started again."""
    chance = random.Random(seed)
    while world.clock.at < END:
        passed = dt.timedelta(minutes=chance.choice(DOWN))
        world.clock.at = min(world.clock.at + passed, END)
        async with contextlib.AsyncExitStack() as stack:
            running = [
                await stack.enter_async_context(process(world))
                for _ in range(chance.randint(1, many))
            ]
            crash = chance.random() < CRASHES
            await asyncio.gather(*(one.look(crash) for one in running))
            vote(running[0].store, world, ballot, chance)


@pytest.mark.parametrize(("seed", "many"), [(1, 2), (2, 2), (3, 4), (4, 4)])
async def test_each_nudge_goes_once_or_is_logged_with_its_reason(
    tmp_path: Path, seed: int, many: int
) -> None:
    clock = Clock(START)
    town = Standin(clock.now)
    asha = town.add_person("Asha", started=True)
    group = town.make_group("Advocates", [asha], kind="supergroup")
    town.add_bot(group, asha)
    async with town.serve() as server:
        urls = server.base_url, server.base_file_url
        url = f"sqlite:///{tmp_path / 'play.db'}"
        world = World(url, town, clock, group, asha, urls)
        opened = opening.open_store(url)
        ballot = settle(opened.store, world)
        await live(world, ballot, seed, many)
        log = opened.store.read(lambda s: nudges.log(s, ballot.id, 1000))
        opened.close()
    assert_once(world, log)
    assert_all_planned(world, ballot, log)
    assert_none_about_the_voted(world)


def assert_once(world: World, log: list[nudges.Nudge]) -> None:
    keys = Counter((one.plan.kind, one.recipient, one.plan.slot) for one in log)
    assert set(keys.values()) == {1}
    ended = [one for one in log if one.plan.send_from <= world.clock.at]
    assert {one.state for one in ended} <= {"sent", "skipped", "unknown"}
    assert all(one.why for one in ended if one.state == "skipped")
    sent, unknown = (
        sum(one.state == state for one in log) for state in ("sent", "unknown")
    )
    calls = Counter(call.method.lower() for call in world.town.history)
    posted = calls["sendmessage"] + calls["sendphoto"]
    posted += calls["editmessagetext"]
    assert 0 < sent <= posted <= sent + unknown


def assert_all_planned(world: World, ballot: Ballot, log: list[nudges.Nudge]) -> None:
    planned = {one.plan.slot for one in log if one.plan.kind is Kind.COUNTDOWN}
    begun = (s for s in slots.fixed(ballot) if START < s.start <= world.clock.at)
    assert planned == {slot.name for slot in begun if slot.kind is Kind.COUNTDOWN}


def assert_none_about_the_voted(world: World) -> None:
    assert world.voted
    for message in world.town.messages(world.asha):
        for initials, since in world.voted.items():
            asked = initials in (message.text or "")
            assert not (asked and message.date > since)
