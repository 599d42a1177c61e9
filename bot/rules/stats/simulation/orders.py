"""The orders of contact compared: this program's, and those that branches use."""

import random
from collections.abc import Callable
from typing import Protocol

from bot.rules.queue import queue_rules
from bot.rules.stats.simulation import by_hand, look_ahead, oracle
from bot.rules.stats.simulation.branch import Branch, Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.queue_order import QueueOrder
from bot.rules.stats.simulation.world import World


class Order(Protocol):
    """An order of contact: chooses who comes next and learns from each reply."""

    def next(self, advocate: int, moment: Moment, /) -> int | None:
        """Choose the member an advocate gets, or None when nobody is due."""

    def learn(
        self, advocate: int, member: int, moment: Moment, reply: Reply, /
    ) -> None:
        """Take note of what a contact came to."""


Make = Callable[[Branch, Calendar, random.Random], Order]


def _by_list(make: Callable[[World, Calendar], Order]) -> Make:
    """Make an order that knows the list alone, as all but the oracle do."""
    return lambda branch, calendar, _rng: make(branch.world, calendar)


A_THIRD_UNTOUCHED = queue_rules.Settings(untouched_every=3)

ORDERS: dict[str, Make] = {
    "ours": _by_list(QueueOrder),
    "ours, by the rules": _by_list(
        lambda world, calendar: QueueOrder(world, calendar, queue_rules.BY_THE_RULES)
    ),
    "ours, a third untouched": _by_list(
        lambda world, calendar: QueueOrder(world, calendar, A_THIRD_UNTOUCHED)
    ),
    "ours, by the own log": _by_list(
        lambda world, calendar: QueueOrder(world, calendar, learns=True)
    ),
    "tens": _by_list(lambda world, _: by_hand.Tens(world.alphabet)),
    "random": lambda branch, _, rng: by_hand.AtRandom(len(branch.world.people), rng),
    "first": _by_list(
        lambda world, _: by_hand.ByHand((), range(len(world.people)), rounds=True)
    ),
    "oldest 1": _by_list(by_hand.oldest(1.0)),
    "oldest 2": _by_list(by_hand.oldest(2.0)),
    "oldest 3": _by_list(by_hand.oldest(3.0)),
    "oldest 3, not the last day": _by_list(by_hand.oldest(3.0, last_day=False)),
    "red and amber": _by_list(by_hand.red_and_amber),
    "look-ahead": lambda branch, calendar, _rng: look_ahead.LookAhead(
        branch.p, calendar, [person.told for person in branch.world.people]
    ),
    "oracle": lambda branch, calendar, _rng: oracle.Oracle(branch, calendar),
}
"""By name: this program's queue; sheets of ten handed on; at random; the union's list
from top to bottom; the longest-standing "will vote" first, again after so many days;
two piles; two bounds: one sees what this program sees, one knows each member."""
