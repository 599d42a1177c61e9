"""Orders that branches work by hand: sheets, a list in turn, oldest first."""

import random
from collections import deque
from collections.abc import Callable, Iterable, Sequence

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.world import World

LONG_AGO = -99.0
"""The day of a contact that never was."""
REST = 1.0
"""Days for which a member is left alone after a contact, unless the order has more."""

_DONE = (Outcome.VOTED, Outcome.NOT_VOTING)
_TO_FOLLOW_UP = (
    Outcome.WILL_POST,
    Outcome.NEEDS_REPLACEMENT,
    Outcome.REPLACEMENT_REQUESTED,
)


class ByHand:
    """A list worked by hand: call-backs first, then the first member who has rested.

    `targets` are those who said that they will vote, oldest first; others follow. Who
    says so later joins the end of the targets. With `rounds` whoever was contacted
    longest ago comes first within both.
    """

    def __init__(
        self,
        targets: Iterable[int],
        others: Iterable[int],
        rest: float = REST,
        *,
        rest_others: float | None = None,
        until: int | None = None,
        rounds: bool = False,
    ) -> None:
        self._groups = (list(targets), list(others))
        self._rests = (rest, rest if rest_others is None else rest_others)
        self._until, self._rounds = until, rounds
        self._last = dict.fromkeys((*self._groups[0], *self._groups[1]), LONG_AGO)
        self._call_back: deque[tuple[float, int]] = deque()

    def next(self, _advocate: int, moment: Moment) -> int | None:
        """Choose a call-back that is due, else the first who has rested."""
        if self._until is not None and moment.day > self._until:
            return None
        if self._call_back and self._call_back[0][0] <= moment.time:
            return self._call_back.popleft()[1]
        for group, rest in zip(self._groups, self._rests, strict=True):
            found = self._rested(group, rest, moment.time)
            if found is not None:
                return found
        return None

    def _rested(self, group: list[int], rest: float, now: float) -> int | None:
        last = self._last
        if not self._rounds:
            return next((one for one in group if last[one] + rest <= now), None)
        oldest = min(group, key=last.__getitem__, default=None)
        return None if oldest is None or last[oldest] + rest > now else oldest

    def learn(self, _advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Cross off, move to those to follow up, or keep a call-back."""
        self._last[member] = moment.time
        targets, others = self._groups
        if reply.outcome in _DONE:
            group = targets if member in targets else others
            group.remove(member)
        elif reply.outcome in _TO_FOLLOW_UP and member in others:
            others.remove(member)
            targets.append(member)
        elif reply.outcome is Outcome.CALL_BACK:
            self._call_back.append((moment.time + REST, member))
            self._last[member] = moment.time + REST


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
    """The alphabetical list in sheets of ten, each worked twice, then handed on."""

    SIZE, ROUNDS = 10, 2

    def __init__(self, alphabet: Sequence[int]) -> None:
        sheets = range(0, len(alphabet), self.SIZE)
        self._sheets = deque(list(alphabet[n : n + self.SIZE]) for n in sheets)
        self._mine: dict[int, tuple[list[int], ByHand]] = {}
        self._left: dict[int, int] = {}

    def next(self, advocate: int, moment: Moment) -> int | None:
        """Choose the next on the advocate's sheet; take another after the last."""
        if self._left.get(advocate, 0) <= 0:
            self._take(advocate)
        if advocate not in self._mine:
            return None
        return self._mine[advocate][1].next(advocate, moment)

    def _take(self, advocate: int) -> None:
        if advocate in self._mine:
            self._sheets.append(self._mine.pop(advocate)[0])
        if self._sheets:
            sheet = self._sheets.popleft()
            self._mine[advocate] = sheet, ByHand((), sheet, rounds=True)
            self._left[advocate] = self.ROUNDS * len(sheet)

    def learn(self, advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Fill in a line of the sheet."""
        self._left[advocate] -= 1
        sheet, order = self._mine[advocate]
        order.learn(advocate, member, moment, reply)
        if reply.outcome in _DONE:
            sheet.remove(member)


def oldest(
    rest: float, *, last_day: bool = True
) -> Callable[[World, Calendar], ByHand]:
    """Whoever told the union "will vote" longest ago, again after so many days."""

    def make(world: World, calendar: Calendar) -> ByHand:
        until = None if last_day else calendar.last - 1
        return ByHand(*_by_told(world), rest, until=until)

    return make


def red_and_amber(world: World, _calendar: Calendar) -> ByHand:
    """Red: who said they will vote, in rounds of a day; amber: the rest, of three."""
    return ByHand(*_by_told(world), rest_others=3.0, rounds=True)


def _by_told(world: World) -> tuple[list[int], list[int]]:
    """Split members: who said "will vote", longest ago first; the others."""
    told = [person.told for person in world.people]
    targets = [m for m, day in enumerate(told) if day is not None]
    targets.sort(key=lambda member: told[member] or 0)
    return targets, [member for member, day in enumerate(told) if day is None]
