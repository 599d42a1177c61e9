"""Handle updates: those of one chat in their order, chats side by side."""

import asyncio
from collections.abc import Callable, Collection
from typing import Any

from telegram import Bot, Update

from bot.delivery import tasks
from bot.delivery.fetch import handle_update


class InOrder:
    """Starts handling updates, and knows which are under way."""

    def __init__(self, bot: Bot, handler: handle_update.UpdateHandler) -> None:
        self._bot = bot
        self._handler = handler
        self._chains: dict[int | None, asyncio.Task[bool]] = {}
        self._tasks = tasks.Tasks()
        self.idle = asyncio.Event()
        self.failed = asyncio.Event()
        self._error: Exception | None = None

    def __len__(self) -> int:
        """Count the updates under way."""
        return len(self._tasks)

    def start(
        self, raw: dict[str, Any], done: Callable[[int], None]
    ) -> asyncio.Task[bool]:
        """Start handling an update, after the earlier ones of its chat.

        `done` is called with its id once it is committed or set aside; only then is
        the task's result True.
        """
        read = handle_update.read(self._bot, raw)
        queues = handle_update.queues_of(read)
        self.idle.clear()
        before = [self._chains[queue] for queue in queues if queue in self._chains]
        task = self._tasks.start(self._one(raw["update_id"], read, before, done))
        self._chains.update(dict.fromkeys(queues, task))
        task.add_done_callback(lambda ended: self._ended(queues, ended))
        return task

    def check(self) -> None:
        """Raise what made an update impossible to handle and to set aside, if any."""
        if self._error is not None:
            raise self._error

    async def drain(self, within: float) -> bool:
        """Let those under way end `within` seconds; False if one was cut off."""
        self._handler.stop()
        return await self._tasks.drain(within)

    async def _one(
        self,
        update_id: int,
        read: Update | handle_update.Unreadable,
        before: Collection[asyncio.Task[bool]],
        done: Callable[[int], None],
    ) -> bool:
        if before:
            await asyncio.wait(before)
        try:
            if await self._handler.finish(update_id, read):
                done(update_id)
                return True
        except Exception as error:
            self._error = error
            self.failed.set()
        return False

    def _ended(self, queues: set[int | None], task: asyncio.Task[bool]) -> None:
        for queue in queues:
            if self._chains.get(queue) is task:
                del self._chains[queue]
        if not self._tasks:
            self.idle.set()
