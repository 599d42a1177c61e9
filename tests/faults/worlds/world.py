"""Fourteen days of a ballot in seconds: seeded people, the real bot, a moved clock."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Sequence

from bot.demo.telegram.faults import Kind
from tests.faults.worlds import invariants, organiser
from tests.faults.worlds.people import Advocate
from tests.journeys.play import Branch

BEGINS = dt.datetime(2027, 3, 12, 8, 0, tzinfo=dt.UTC)
DAYS = 14
HOURS = range(8, 22)
EVENING = range(17, 21)
"""In each hour of it several ring at once."""
DAYTIME_CALLS = 0.15
"""The chance that they do so in another hour."""
TROUBLE = 0.15
"""The chance that Telegram is in trouble once in an hour."""
TROUBLES = (
    Kind.TOO_MANY,
    Kind.SERVER_ERROR,
    Kind.BAD_GATEWAY,
    Kind.RESET,
    *(Kind.ANSWER_LOST, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER),
)
METHODS = ("sendMessage", "editMessageText", "")
LISTS = (organiser.WHOLE, organiser.WHOLE, organiser.PIECE, organiser.PIECE)


class World:
    """A branch, its people, and what they have lived through.

    Everybody has chance of their own: where one has another choice than in the last
    play of this seed, all others still have theirs.
    """

    def __init__(self, branch: Branch, seed: int, members: int) -> None:
        self.branch, self.chance = branch, random.Random(seed)
        self.did: Counter[str] = Counter()
        self.people = [
            Advocate(branch, name, random.Random(f"{seed} {name}"), self.did)
            for name in branch.people
            if name != "Dawn"
        ]
        dawn = random.Random(f"{seed} Dawn")
        self.organiser = organiser.Organiser(branch, dawn, members)
        self.lists = dict(zip(self.chance.sample(range(1, 12), 4), LISTS, strict=True))
        """On which day the organiser sends which list."""
        self.nudges: set[tuple[int, int]] = set()
        """Chat and message of each nudge that was sent."""
        self.silent: list[str] = []
        """What somebody wrote in private and got no word for within the hour."""

    async def live(self, callers: int) -> None:
        """All days; so many ring at once."""
        for day in range(DAYS):
            for hour in HOURS:
                await self.hour(day, hour, callers)
            await self.organiser.look()
            self.nudges |= self.branch.store.read(invariants.posted)
        await self.branch.move(days=1)

    async def hour(self, day: int, hour: int, callers: int) -> None:
        """One hour: what is due by the clock, calls, and what else people do."""
        at = BEGINS + dt.timedelta(days=day, hours=hour - HOURS[0])
        self.branch.clock.at = max(self.branch.clock.at, at)
        await self.branch.app.tick()
        await self.branch.rest()
        self.look_for_silence()
        if hour == EVENING[0] and (part := self.lists.get(day)):
            self.did["list"] += 1
            await self.organiser.send_list(part)
        if self.chance.random() < TROUBLE:
            self.trouble()
        if hour in EVENING or self.chance.random() < DAYTIME_CALLS:
            await self.call(self.chance.sample(self.people, callers))
        await self.together([self.chance.choice(self.people)], Advocate.act)

    async def call(self, callers: list[Advocate]) -> None:
        """Several ask for a member at once, talk, report, and answer what is asked."""
        await self.together(callers, Advocate.ask)
        self.branch.clock.at += dt.timedelta(seconds=self.chance.randrange(30, 400))
        await self.together(callers, Advocate.tell_how_it_went)
        await self.together(callers, Advocate.answer)

    async def together(
        self, people: Sequence[Advocate], act: Callable[[Advocate], None]
    ) -> None:
        """Some do this at the same moment; the bot comes to rest."""
        for one in people:
            act(one)
        self.branch.clock.at += dt.timedelta(seconds=self.chance.randrange(5, 90))
        await self.branch.rest()
        for one in people:
            one.unanswered = one.waits_for()

    def look_for_silence(self) -> None:
        """Note who got no word at all, trouble on the way or not."""
        for one in self.people:
            for words, _ in one.waits_for():
                self.silent.append(f"{self.branch.clock.at} {one.name}: {words}")
            one.unanswered.clear()

    def trouble(self) -> None:
        """Telegram is in trouble for the next calls."""
        self.did["trouble"] += 1
        kind, times = self.chance.choice(TROUBLES), self.chance.randrange(1, 4)
        method = self.chance.choice(METHODS)
        self.branch.town.faults.plan(kind, method, times=times)
