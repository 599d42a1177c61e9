"""Two readers of the stand-in: PTB's Bot asks, aiogram's models read the answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp
import telegram
from telegram.request import BaseRequest, RequestData

from bot.demo import standin
from tests.demo import reader

if TYPE_CHECKING:
    from aiogram import types


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **parts: float) -> None:
        self.forward(timedelta(**parts))

    def forward(self, by: timedelta) -> None:
        self.now += by


class Wire(BaseRequest):
    """aiohttp under PTB; what came back last is kept."""

    def __init__(self) -> None:
        self.session: aiohttp.ClientSession | None = None

    async def initialize(self) -> None:
        self.session = self.session or aiohttp.ClientSession()

    async def shutdown(self) -> None:
        if self.session:
            await self.session.close()

    @property
    def read_timeout(self) -> float:
        return 5

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        **timeouts: Any,
    ) -> tuple[int, bytes]:
        data: Any = aiohttp.FormData()
        if request_data and request_data.contains_files:
            data = aiohttp.FormData(default_to_multipart=True)
            for name, (filename, body, mime) in request_data.multipart_data.items():
                data.add_field(name, body, filename=filename, content_type=mime)
        for name, value in (
            request_data.json_parameters if request_data else {}
        ).items():
            data.add_field(name, value)
        assert self.session
        async with self.session.request(method, url, data=data) as answer:
            return answer.status, await answer.read()


class Town(standin.Standin):
    """A stand-in with a group, two people, the bot, and a line to it."""

    def __init__(self, clock: Clock, **more: Any) -> None:
        super().__init__(clock, **more)
        self.troubles: list[str] = []
        self.asha = self.add_person("Asha", started=True, username="asha_r")
        self.ben = self.add_person("Ben")
        self.group = self.make_group("Harbours branch", [self.asha, self.ben])
        self.add_bot(self.group, self.asha)
        self.feed.entries.clear()

    @asynccontextmanager
    async def open(self) -> AsyncIterator["Town"]:
        async with self.serve() as server:
            self.server = server
            urls = {"base_url": server.base_url, "base_file_url": server.base_file_url}
            self.line = telegram.Bot(
                self.token, request=Wire(), get_updates_request=Wire(), **urls
            )
            async with self.line, aiohttp.ClientSession() as self.session:
                yield self

    async def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """Post JSON as it stands, past every library's own checks."""
        url = f"{self.server.base_url}{self.token}/{method}"
        async with self.session.post(url, json=params) as answer:
            return dict(await answer.json())

    async def refused(self, method: str, **params: Any) -> str:
        """The sentence with which a request is refused."""
        answer = await self.ask(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    def updates(self) -> "list[types.Update]":
        """The waiting updates, read by aiogram."""
        return [reader.update(entry.update) for entry in self.feed.entries]
