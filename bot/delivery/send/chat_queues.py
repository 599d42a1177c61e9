"""Rows waiting to go out: a lane for each chat, one row of a lane under way."""

import datetime as dt
import heapq
import math
from dataclasses import dataclass, field

from bot.delivery import ports
from bot.delivery.send import limits
from storage import outbox

# These do not count against Telegram's limits on messages.
FREE = (ports.Kind.ANSWER, ports.Kind.DELETE, ports.Kind.LEAVE)
Key = tuple[int, int]
Place = tuple[bool, dt.datetime, int]


def place(entry: outbox.Entry) -> Place:
    """The place in line: answers before nudges, then in the order of writing."""
    return (entry.once, entry.send_at, entry.id)


def key(entry: outbox.Entry) -> Key:
    """The lane of a row: its chat; answers to presses wait for nobody."""
    alone = entry.kind == ports.Kind.ANSWER
    return (entry.chat_id, entry.id if alone else 0)


@dataclass(slots=True)
class Lane:
    """The rows of one chat, in order."""

    key: Key
    waiting: list[tuple[Place, outbox.Entry]] = field(default_factory=list)
    busy: bool = False
    not_before: float = 0.0

    @property
    def head(self) -> outbox.Entry:
        """The row that is next."""
        return self.waiting[0][1]

    def free_at(self, budget: limits.Budget, now: float) -> float:
        """When its head may go."""
        if self.busy or not self.waiting:
            return math.inf
        if self.head.kind in FREE:
            return max(self.not_before, budget.halted_until())
        chat = budget.chat_free_at(self.head.chat_id, now)
        return max(self.not_before, chat, budget.free_at(now))

    def take(self) -> list[outbox.Entry]:
        """The head, and with an acknowledgement all others of its thread."""
        head = heapq.heappop(self.waiting)[1]
        if not head.options.get("ack"):
            return [head]
        thread = head.options.get("thread")
        acks = [
            one
            for one in self.waiting
            if one[1].options.get("ack") and one[1].options.get("thread") == thread
        ]
        self.waiting = [one for one in self.waiting if one not in acks]
        heapq.heapify(self.waiting)
        return [head, *(entry for _, entry in sorted(acks, key=lambda one: one[0]))]


class Lanes:
    """Every lane, and which rows are known."""

    def __init__(self) -> None:
        self._lanes: dict[Key, Lane] = {}
        self._known: set[int] = set()

    def __len__(self) -> int:
        """How many rows are waiting or under way."""
        return len(self._known)

    def add(self, entry: outbox.Entry) -> None:
        """Let a row wait, unless it does already."""
        if entry.id not in self._known:
            self._known.add(entry.id)
            self._push(entry)

    def _push(self, entry: outbox.Entry) -> None:
        lane = self._lanes.setdefault(key(entry), Lane(key(entry)))
        heapq.heappush(lane.waiting, (place(entry), entry))

    def back(self, entry: outbox.Entry) -> None:
        """A row goes on waiting in its place."""
        self._push(entry)

    def forget(self, entry: outbox.Entry) -> None:
        """A row is over, or another process has it."""
        self._known.discard(entry.id)

    def release(self, lane: Lane) -> None:
        """Nothing of the lane is under way any more."""
        lane.busy = False
        if not lane.waiting:
            del self._lanes[lane.key]

    def empty(self, lane: Lane) -> None:
        """Forget what waits in a lane; it will be read again from the outbox."""
        for _, entry in lane.waiting:
            self.forget(entry)
        lane.waiting.clear()

    def best(self, budget: limits.Budget, now: float) -> Lane | None:
        """The lane whose head goes next, of those that may go now."""
        ready = [
            lane for lane in self._lanes.values() if lane.free_at(budget, now) <= now
        ]
        return min(ready, key=lambda lane: place(lane.head), default=None)

    def next_free(self, budget: limits.Budget, now: float) -> float:
        """When the next head may go; infinite if that depends on an answer."""
        times = (lane.free_at(budget, now) for lane in self._lanes.values())
        return min(times, default=math.inf)
