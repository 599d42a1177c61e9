"""Telegram's side of a webhook: sends each update until it is answered with 200."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from bot.delivery.fetch import end_point
from bot.demo.standin import Standin

URL = "https://bot.example.org/hook"
AGAIN = 0.05
"""Seconds until an update is sent again; Telegram waits longer."""


class Webhook:
    """Sends the updates of a stand-in to a port of this machine, as a proxy would."""

    def __init__(self, town: Standin, port: int, line: aiohttp.ClientSession) -> None:
        self.town = town
        self.address = f"http://127.0.0.1:{port}/hook"
        self.line = line
        self.answers: list[int] = []
        self._ended = asyncio.Event()

    async def post(self, update: dict[str, Any]) -> int:
        """Send an update; return the status of the answer, 0 if there is none."""
        headers = {end_point.HEADER: self.town.secret}
        try:
            async with self.line.post(
                self.address, json=update, headers=headers
            ) as answer:
                self.answers.append(answer.status)
                return answer.status
        except aiohttp.ClientError:
            return 0

    async def run(self) -> None:
        """Send what waits: the updates of a chat in their order, chats side by side."""
        sending: dict[int, asyncio.Task[None]] = {}
        while not self._ended.is_set():
            for entry in list(self.town.feed.entries):
                chat = chat_of(entry.update)
                if chat not in sending:
                    sending[chat] = asyncio.create_task(self._deliver(entry))
                    gone = lambda _, chat=chat: sending.pop(chat)  # noqa: E731
                    sending[chat].add_done_callback(gone)
            if not self.town.feed.entries:
                self.town.feed.idle.set()
            await self._pause(AGAIN / 10)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), seconds)

    async def deliver(self, update: dict[str, Any]) -> None:
        """Send an update until it is taken."""
        while await self.post(update) != 200:
            await self._pause(AGAIN)

    async def _deliver(self, entry: Any) -> None:
        await self.deliver(entry.update)
        with contextlib.suppress(ValueError):
            self.town.feed.entries.remove(entry)


async def pause(seconds: float = AGAIN) -> None:
    """Wait a while for what another process does."""
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(asyncio.Event().wait(), seconds)


def chat_of(update: dict[str, Any]) -> int:
    """The chat whose updates come one at a time."""
    (content,) = (part for part in update.values() if isinstance(part, dict))
    chat = content.get("chat") or content.get("message", {}).get("chat")
    return int((chat or content["from"])["id"])


@contextlib.asynccontextmanager
async def sending(town: Standin, port: int) -> AsyncIterator[Webhook]:
    """Telegram sends what people do, meanwhile."""
    async with aiohttp.ClientSession() as line:
        webhook = Webhook(town, port, line)
        task = asyncio.create_task(webhook.run())
        try:
            yield webhook
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
