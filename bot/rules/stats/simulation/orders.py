"""The orders of contact compared: this program's, and four that branches use."""

import random
from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.queue_order import QueueOrder
from bot.rules.stats.simulation.world import World

REST = 1.0
"""Days for which the simple orders leave a member alone after a contact."""

_DONE = (Outcome.VOTED, Outcome.NOT_VOTING)


class Order(Protocol):
    """An order of contact: chooses who comes next and learns from each reply."""

    def next(self, advocate: int, moment: Moment, /) -> int | None:
        """Choose the member an advocate gets, or None when nobody is due."""

    def learn(
        self, advocate: int, member: int, moment: Moment, reply: Reply, /
    ) -> None:
        """Take note of what a contact came to."""


class InTurn:
    """A queue: members come from the front and go to the end after a contact."""

    def __init__(self, members: Iterable[int]) -> None:
        self._queue = deque((member, -REST) for member in members)

    def next(self, _advocate: int, moment: Moment) -> int | None:
        """Choose whoever has waited longest, if their rest is over."""
        if not self._queue or self._queue[0][1] + REST > moment.time:
            return None
        return self._queue.popleft()[0]

    def put_first(self, members: list[int]) -> None:
        """Put members before all the others, in this order."""
        self._queue.extendleft((member, -REST) for member in reversed(members))

    def learn(self, _advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Cross off those who voted or will not vote."""
        if reply.outcome not in _DONE:
            self._queue.append((member, moment.time))


class AtRandom:
    """Anybody on the list who is not crossed off and was not contacted today."""

    def __init__(self, members: int, rng: random.Random) -> None:
        self._members = list(range(members))
        self._rng = rng
        self._last: dict[int, float] = {}

    def next(self, _advocate: int, moment: Moment) -> int | None:
        """Draw a few times; None if everybody drawn was contacted today."""
        for _ in range(20):
            if not self._members:
                return None
            member = self._rng.choice(self._members)
            if self._last.get(member, -REST) + REST <= moment.time:
                return member
        return None

    def learn(self, _advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Cross off those who voted or will not vote."""
        self._last[member] = moment.time
        if reply.outcome in _DONE:
            self._members.remove(member)


class Tens:
    """The alphabetical list in sheets of ten, each worked through twice."""

    SIZE, ROUNDS = 10, 2

    def __init__(self, alphabet: list[int]) -> None:
        self._sheets = deque(
            alphabet[start : start + self.SIZE]
            for start in range(0, len(alphabet), self.SIZE)
        )
        self._mine: dict[int, InTurn] = {}
        self._left: dict[int, int] = {}

    def next(self, advocate: int, moment: Moment) -> int | None:
        """Choose the next on the advocate's sheet; take a new one after the last."""
        mine = self._mine.setdefault(advocate, InTurn(()))
        left = self._left.get(advocate, 0)
        member = mine.next(advocate, moment) if left > 0 else None
        if member is None and self._sheets:
            sheet = self._sheets.popleft()
            mine.put_first(sheet)
            self._left[advocate] = max(left, 0) + self.ROUNDS * len(sheet)
        return mine.next(advocate, moment) if member is None else member

    def learn(self, advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Fill in a line of the sheet."""
        self._left[advocate] = self._left.get(advocate, 0) - 1
        self._mine[advocate].learn(advocate, member, moment, reply)


def _oldest_told(world: World) -> list[int]:
    """Sort members: who said "will vote" longest ago first, who never did last."""
    told = [person.told for person in world.people]
    return sorted(range(len(told)), key=lambda m: told[m] or 0)


Make = Callable[[World, Calendar, random.Random], Order]

ORDERS: dict[str, Make] = {
    "ours": lambda world, calendar, _rng: QueueOrder(world, calendar),
    "tens": lambda world, _calendar, _rng: Tens(world.alphabet),
    "random": lambda world, _calendar, rng: AtRandom(len(world.people), rng),
    "oldest": lambda world, _calendar, _rng: InTurn(_oldest_told(world)),
    "first": lambda world, _calendar, _rng: InTurn(range(len(world.people))),
}
"""By name: this program's queue; the alphabetical list in sheets of ten; at random; the
longest-standing "will vote" first; the union's list from top to bottom."""
