"""Rows waiting to be sent: a queue for each chat, one row under way in each."""

import datetime as dt
import heapq
import math
from dataclasses import dataclass, field

from bot.delivery.send import limits
from bot.delivery.send.row_kinds import RowKind
from storage.outbox import outbox_entry

# These do not count against Telegram's limits on messages.
FREE = (RowKind.ANSWER, RowKind.DELETE, RowKind.LEAVE, RowKind.MENU)
# Nothing in their chat waits for these, nor they for it.
ALONE = (RowKind.ANSWER, RowKind.MENU)
Key = tuple[int, int]
Place = tuple[bool, dt.datetime, int]


def place(entry: outbox_entry.Entry) -> Place:
    """Return the sort key of a row: answers before nudges, then in order of writing."""
    return (entry.once, entry.send_at, entry.id)


def key(entry: outbox_entry.Entry) -> Key:
    """Return the queue of a row: its chat's, or one of its own."""
    return (entry.chat_id, entry.id if entry.kind in ALONE else 0)


@dataclass(slots=True)
class ChatQueue:
    """The rows of one chat, in order."""

    key: Key
    waiting: list[tuple[Place, outbox_entry.Entry]] = field(default_factory=list)
    busy: bool = False
    not_before: float = 0.0
    served_at: float = -math.inf

    @property
    def head(self) -> outbox_entry.Entry:
        """The row that is next."""
        return self.waiting[0][1]

    def free_at(self, budget: limits.Budget, now: float) -> float:
        """Return when its first row may be sent."""
        if self.busy or not self.waiting:
            return math.inf
        if self.head.kind in FREE:
            return max(self.not_before, budget.halted_until())
        chat = budget.chat_free_at(self.head.chat_id, now)
        return max(self.not_before, chat, budget.free_at(now))

    @property
    def turn(self) -> tuple[bool, float, Place]:
        """The sort key among chats: answers first, then who has waited longest.

        By the age of the rows alone, chats with a backlog would keep others waiting.
        """
        return (self.head.once, self.served_at, place(self.head))

    def take(self) -> list[outbox_entry.Entry]:
        """Take the first row; with an acknowledgement, all others of its thread."""
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


class ChatQueues:
    """The queues of all chats, and the ids of the rows in them."""

    def __init__(self) -> None:
        self._queues: dict[Key, ChatQueue] = {}
        self._known: set[int] = set()

    def waiting(self, chat_id: int) -> int:
        """Count the rows that wait for a chat."""
        queue = self._queues.get((chat_id, 0))
        return len(queue.waiting) if queue else 0

    def __len__(self) -> int:
        """Count the rows that wait or are under way."""
        return len(self._known)

    def add(self, entry: outbox_entry.Entry) -> None:
        """Queue a row, unless it is queued already."""
        if entry.id not in self._known:
            self._known.add(entry.id)
            self._push(entry)

    def _push(self, entry: outbox_entry.Entry) -> None:
        queue = self._queues.setdefault(key(entry), ChatQueue(key(entry)))
        heapq.heappush(queue.waiting, (place(entry), entry))

    def put_back(self, entry: outbox_entry.Entry) -> None:
        """Put a row back into its place in the queue."""
        self._push(entry)

    def forget(self, entry: outbox_entry.Entry) -> None:
        """Forget a row that is done, or that another process took."""
        self._known.discard(entry.id)

    def release(self, queue: ChatQueue) -> None:
        """Let the next row of the queue go."""
        queue.busy = False
        if not queue.waiting:
            del self._queues[queue.key]

    def empty(self, queue: ChatQueue) -> None:
        """Forget what waits in a queue; it will be read again from the outbox."""
        for _, entry in queue.waiting:
            self.forget(entry)
        queue.waiting.clear()

    def best(self, budget: limits.Budget, now: float) -> ChatQueue | None:
        """Choose the queue to send from next, of those that may send now."""
        ready = [
            queue
            for queue in self._queues.values()
            if queue.free_at(budget, now) <= now
        ]
        return min(ready, key=lambda queue: queue.turn, default=None)

    def next_free(self, budget: limits.Budget, now: float) -> float:
        """Return when the next row may go; infinite if that depends on an answer."""
        times = (queue.free_at(budget, now) for queue in self._queues.values())
        return min(times, default=math.inf)
