"""A sender and a fetcher between a real database and the stand-in."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import telegram
from sqlmodel import SQLModel, col, select
from telegram import Update

from bot.delivery import ports, request
from bot.delivery.fetch import fetcher
from bot.delivery.send import limits, sender
from bot.demo import standin
from storage import engine, outbox
from storage.tables import OutboxRow
from tests.delivery import recorders, virtual

ALLOWED = ("message", "edited_message", "callback_query", "my_chat_member")


class Rig:
    """A town with a group and two people, and the bot's edges towards it."""

    def __init__(self, folder: Path) -> None:
        self.clock = virtual.Clock()
        self.town = standin.Standin(self.clock.now)
        self.asha = self.town.add_person("Asha", started=True)
        self.ben = self.town.add_person("Ben", started=True)
        self.group = self.town.make_group("Branch", [self.asha, self.ben])
        self.town.add_bot(self.group, self.asha)
        self.town.feed.entries.clear()
        self.told = recorders.Told()
        self.words = recorders.Words()
        url = f"sqlite:///{folder / 'mantelpiece.db'}"
        self.store = engine.connect(url)
        self.store.write(lambda s: SQLModel.metadata.create_all(s.connection()))

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator["Rig"]:
        async with self.town.serve() as server:
            urls = server.base_url, server.base_file_url
            self.bot = request.line(self.town.token, *urls)
            async with self.bot:
                self.town.history.clear()
                yield self
        self.store.close()

    def put(self, chat_id: int, text: str | None = None, **more: Any) -> int:
        """A row of the outbox; what is no option of it goes into what it says."""
        known = outbox.Options.__annotations__.keys() & more.keys()
        options = {name: more.pop(name) for name in known}
        kind = more.pop("kind", ports.Kind.SEND)
        ending = {"text": text, **more}
        now = self.clock.now()
        return self.store.write(
            lambda session: outbox.put(session, chat_id, kind, ending, now, **options)
        )

    def state(self, row_id: int) -> str:
        return self.store.read(lambda session: session.get_one(OutboxRow, row_id).state)

    def states(self) -> list[str]:
        rows = select(OutboxRow.state).order_by(col(OutboxRow.id))
        return self.store.read(lambda session: list(session.exec(rows)))

    def sender(
        self, rates: limits.Rates | None = None, bot: telegram.Bot | None = None
    ) -> sender.Sender:
        made = sender.Sender(
            bot or self.bot,
            self.store,
            self.words,
            self.told,
            self.clock.time(),
            rates,
        )
        # All that is under way sleeps, and so does the sender's own loop.
        self.clock.quiet = lambda: made.under_way < self.clock.sleepers
        return made

    async def send(
        self,
        until: Callable[[], bool] | None = None,
        rates: limits.Rates | None = None,
    ) -> None:
        """Run a sender until nothing waits, or until something is so."""
        running = self.sender(rates)
        idle = until or (lambda: self.store.read(outbox.waiting) == 0)
        await self.running(running.run(), idle)
        await running.stop()

    async def fetch(
        self,
        handle: Callable[[Update], Awaitable[bool]],
        until: Callable[[], bool] | None = None,
        poll: int = 5,
    ) -> fetcher.Fetcher:
        """Run a fetcher until Telegram holds no update, or until something is so."""
        made = fetcher.Fetcher(
            self.bot,
            self.store,
            handle,
            self.told,
            self.clock.time(),
            ALLOWED,
            poll=poll,
        )
        await self.running(made.run(), until or (lambda: not self.town.feed.entries))
        await made.stop(within=0.1)
        return made

    async def running(self, work: Awaitable[None], until: Callable[[], bool]) -> None:
        """Let something run beside us until a condition holds."""
        task = asyncio.ensure_future(work)
        try:
            async with asyncio.timeout(20):
                while not until() and not task.done():  # noqa: ASYNC110
                    await asyncio.sleep(0)  # the condition stands in the database
        finally:
            if task.done():
                task.result()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def texts(self, chat: Any) -> list[str]:
        return [message.text or "" for message in self.town.messages(chat)]
