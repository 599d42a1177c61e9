"""The fetch loop: handle, commit, and only then acknowledge (P2)."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery import reach, request, tasks
from bot.delivery.fetch import contact, handle_update, in_order, offsets, update_shape
from bot.delivery.health import counts
from storage import engine, outages, updates

log = structlog.get_logger(__name__)
POLL = 30
MOST = 100
# Seconds that an unfinished update holds back the next getUpdates.
PATIENCE = 0.5
FAREWELL = 1.5


class Fetcher:
    """Fetches updates; handles those of one chat in order, and chats side by side."""

    def __init__(
        self,
        bot: Bot,
        store: engine.Store,
        handle: handle_update.Handle,
        say_directly: handle_update.SayDirectly,
        time: tasks.Time,
        allowed: Sequence[str],
        poll: int = POLL,
        done: counts.Counts | None = None,
        patience: float | None = None,
    ) -> None:
        self._bot = bot
        self._store = store
        self._time = time
        self._allowed = list(allowed)
        self._poll = poll
        self._done = done or counts.Counts()
        handler = handle_update.UpdateHandler(
            bot, store, handle, say_directly, time, self._done, patience
        )
        self._under_way = in_order.InOrder(bot, handler)
        self.contact = contact.Contact(store, time)
        self._offsets = offsets.Offsets()
        self._stop = asyncio.Event()
        self._inherits = True
        self._failures = 0

    async def begin(self) -> None:
        """Tell Telegram that the bot asks for its updates, whatever was set before."""
        await self._bot.delete_webhook()

    async def run(self) -> None:
        """Fetch until stopped; raises Damaged where only a restore helps."""
        while not self._stop.is_set():
            received: list[Any] = []
            await tasks.first(self._stop.wait(), self._fetch(received))
            for raw in await self._not_handled(received):
                self._take(raw)
            if len(self._under_way) > 0:
                await tasks.first(
                    self._under_way.idle.wait(),
                    self._stop.wait(),
                    self._time.sleep(PATIENCE),
                )
            self._under_way.check()

    async def stop(self, within: float = 4.0) -> bool:
        """Finish what has begun and acknowledge it. False if one was cut off."""
        self._stop.set()
        ended = await self._under_way.drain(within)
        try:
            async with asyncio.timeout(FAREWELL):
                await self._ask(wait=0, limit=1, read=FAREWELL)
        except (TelegramError, TimeoutError) as error:
            log.info("not acknowledged", error=type(error).__name__)
        return ended

    async def _fetch(self, received: list[Any]) -> None:
        """Ask for updates once; pause after an error."""
        waiting = len(self._under_way) > 0
        try:
            received += await self._ask(
                wait=0 if waiting else self._poll, limit=MOST, read=self._poll + 10
            )
        except Exception as error:
            await self._failed(error)
            return
        self._done.heard = self._time.monotonic()
        if self._failures:
            log.info("telegram can be reached again", count=self._failures)
            self._failures = 0
        if not received and not waiting:
            self._offsets.quiet()
        await self.contact.heard()

    async def _ask(self, *, wait: int, limit: int, read: float) -> list[Any]:
        asked: dict[str, Any] = {"timeout": wait, "limit": limit}
        offset = self._offsets.next()
        if offset is not None:
            asked["offset"] = offset
        asked["allowed_updates"] = self._allowed
        received = await request.get_updates(self._bot, read, **asked)
        found = [raw for raw in received if update_shape.has_id(raw)]
        if received and not found:
            raise request.Unknown("no update has an id")
        return found

    async def _not_handled(self, received: list[Any]) -> list[Any]:
        """Leave out what a process before this one handled and did not acknowledge.

        Telegram hands out a hundred at a time: in a crash loop those handled before
        would cost each life more, and in the end hide those that nobody has seen.
        """
        if not (self._inherits and received):
            return received
        ids = [raw["update_id"] for raw in received]
        look = partial(updates.handled, bot_id=self._bot.id, update_ids=ids)
        try:
            known = await tasks.result(self._store.submit_read(look))
        except Exception as error:
            if not (outages.passing(error) or outages.damaged(error)):
                raise
            return received
        self._inherits = bool(known)
        for update_id in known:
            if self._offsets.add(update_id):
                self._offsets.done(update_id)
        return [raw for raw in received if raw["update_id"] not in known]

    async def _failed(self, error: Exception) -> None:
        self._failures += 1
        why, pause = reach.failure(error, self._failures)
        if self._failures == 1:
            log.error("telegram cannot be reached", why=why)
        await self._time.sleep(pause)

    def _take(self, raw: dict[str, Any]) -> None:
        """Start handling an update, unless it is known."""
        if self._offsets.add(raw["update_id"]):
            self._under_way.start(raw, self._offsets.done)
