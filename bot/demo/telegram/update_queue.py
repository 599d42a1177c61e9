"""The bot's updates: a queue with ids, kept for a day, confirmed by offset."""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.demo.telegram.models import Json

KEPT = timedelta(hours=24)  # core.telegram.org/bots/api#getting-updates
QUIET_WEEK = timedelta(days=7)  # core.telegram.org/bots/api#update
MOST_AT_ONCE = 100
ASKED_FOR_ONLY = ("chat_member", "message_reaction", "message_reaction_count")


@dataclass
class Entry:
    """An update and since when it waits."""

    update: Json
    since: datetime


@dataclass
class Feed:
    """Updates waiting for the bot."""

    clock: Callable[[], datetime]
    next_id: int = 700_000_001
    allowed: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    everything: list[Json] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    newest: datetime | None = None
    waiter: asyncio.Future[bool] | None = None
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def push(self, kind: str, content: Json) -> Json | None:
        """Queue an update; None where the bot did not ask for this kind."""
        if not self.wants(kind):
            return None
        self._renumber_after_a_quiet_week()
        update = {"update_id": self.next_id, kind: content}
        self.next_id += 1
        self.everything.append(update)
        self.requeue(update)
        return update

    def requeue(self, update: Json) -> None:
        """Deliver an update, perhaps once more."""
        self.entries.append(Entry(update, self.clock()))
        self.idle.clear()
        if self.waiter and not self.waiter.done():
            self.waiter.set_result(True)

    def wants(self, kind: str) -> bool:
        """Whether updates of this kind are asked for."""
        return kind in self.allowed if self.allowed else kind not in ASKED_FOR_ONLY

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one counts from the end."""
        if offset < 0:
            self.entries = self.entries[offset:]
        elif offset <= self.next_id:  # a higher one is of an older numbering
            self.entries = [e for e in self.entries if e.update["update_id"] >= offset]

    def waiting(self, limit: int = MOST_AT_ONCE) -> list[Json]:
        """List the oldest updates not yet confirmed."""
        oldest = self.clock() - KEPT
        self.entries = [e for e in self.entries if e.since >= oldest]
        return [entry.update for entry in self.entries[:limit]]

    async def wait(self, seconds: float) -> bool:
        """Wait for an update; False where another reader took the place."""
        self.interrupt()
        mine = self.waiter = asyncio.get_running_loop().create_future()
        self.idle.set()
        try:
            done, _ = await asyncio.wait({mine}, timeout=seconds)
            return mine.result() if done else True
        finally:
            if self.waiter is mine:
                self.idle.clear()

    def interrupt(self) -> None:
        """Send away the reader who waits now."""
        if self.waiter and not self.waiter.done():
            self.waiter.set_result(False)

    def _renumber_after_a_quiet_week(self) -> None:
        now = self.clock()
        if self.newest and now - self.newest >= QUIET_WEEK:
            self.next_id = self.chance.randrange(1, 2**30)
        self.newest = now
