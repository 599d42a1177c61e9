"""The stand-in for Telegram on loopback: its Bot API and its chat page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.demo.page import actions, routes
from bot.demo.telegram import faults, groups, limits, server
from bot.demo.telegram.models import Chat, Person
from bot.demo.telegram.server import Call
from bot.demo.telegram.world import TOKEN, Change

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """Where a running stand-in is found."""

    port: int

    @property
    def base_url(self) -> str:
        """For `telegram.base_url`."""
        return f"http://{LOOPBACK}:{self.port}/bot"

    @property
    def base_file_url(self) -> str:
        """For `telegram.base_file_url`."""
        return f"http://{LOOPBACK}:{self.port}/file/bot"

    @property
    def page_url(self) -> str:
        """The chat page."""
        return f"http://{LOOPBACK}:{self.port}/"


class Standin(groups.Groups):
    """Telegram, as far as a bot and its tests can tell."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        on_move: actions.OnMove | None = None,
        zone: ZoneInfo | None = None,
        token: str = TOKEN,
    ) -> None:
        super().__init__(clock, token)
        self.faults = faults.Faults()
        self.limits = limits.Limits(clock)
        self.page = routes.Page(self, zone or ZoneInfo("Europe/London"), on_move)
        self.api = server.Api(self, self.faults, self.limits)

    @property
    def history(self) -> list[Call]:
        """Every request the bot made, oldest first."""
        return self.api.history

    def sent(self, chat: Chat | Person | None = None) -> list[str]:
        """All the bot ever sent, to one chat or anywhere, as plain text to search."""
        return [
            server.plain(call)
            for call in self.history
            if chat is None or str(call.params.get("chat_id")) == str(chat.id)
        ]

    async def idle(self) -> None:
        """Until the bot has confirmed every update and waits for the next."""
        await self.feed.idle.wait()

    async def until(self, holds: Callable[[], object], seconds: float = 60) -> None:
        """Until something holds, looked at after every change; else TimeoutError."""
        changed = asyncio.Event()

        def look(_change: Change) -> None:
            changed.set()

        self.watchers.append(look)
        try:
            async with asyncio.timeout(seconds):
                while not holds():
                    await changed.wait()
                    changed.clear()
        finally:
            self.watchers.remove(look)

    @asynccontextmanager
    async def serve(self, port: int = 0) -> AsyncIterator[Server]:
        """Serve the Bot API and the chat page on loopback; port 0 takes a free one."""
        app = web.Application(client_max_size=server.LARGEST_BODY)
        app.router.add_route("*", "/bot{token}/{method}", self.api.handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self.api.file)
        self.page.add_to(app)
        runner = web.AppRunner(
            app, handler_cancellation=True, access_log=None, shutdown_timeout=0.2
        )
        await runner.setup()
        site = web.TCPSite(runner, LOOPBACK, port)
        try:
            await site.start()
            yield Server(runner.addresses[0][1])
        finally:
            await runner.cleanup()
