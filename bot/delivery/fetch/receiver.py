"""Webhook: Telegram sends each update, and is answered after its commit (P2)."""

import asyncio
from collections.abc import Sequence
from typing import Any

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.delivery import reach, tasks
from bot.delivery.fetch import contact, end_point, handle_update, in_order
from bot.delivery.health import counts
from storage import engine

log = structlog.get_logger(__name__)
LOOK_EVERY = 45.0
"""Seconds between questions to Telegram whether it can deliver."""
MOST = 1_000
"""Updates under way; more are for another process, or for later."""

DEFAULT = end_point.Patience()


class Receiver:
    """Takes updates from the end point; handles those of one chat in order."""

    def __init__(
        self,
        bot: Bot,
        store: engine.Store,
        handle: handle_update.Handle,
        say_directly: handle_update.SayDirectly,
        time: tasks.Time,
        allowed: Sequence[str],
        place: end_point.Place,
        done: counts.Counts | None = None,
        patience: end_point.Patience = DEFAULT,
    ) -> None:
        self._bot = bot
        self._time = time
        self._allowed = list(allowed)
        self._place = place
        self._done = done or counts.Counts()
        self._patience = patience
        handler = handle_update.UpdateHandler(
            bot, store, handle, say_directly, time, self._done, patience.commit
        )
        self._under_way = in_order.InOrder(bot, handler)
        self._by_id: dict[int, asyncio.Task[bool]] = {}
        self.contact = contact.Contact(store, time)
        self._secret = place.secret(bot.token)
        self.end_point = end_point.EndPoint(place, self._secret, self._take, patience)
        self._came = False
        self._failures = 0
        self._stop = asyncio.Event()

    async def begin(self) -> None:
        """Listen, then tell Telegram where to send; raises PortTaken."""
        await self.end_point.open()
        await self._set()

    async def run(self) -> None:
        """Look now and then whether Telegram can deliver, until stopped.

        Raises Damaged where only a restore helps.
        """
        while not self._stop.is_set():
            await self._look()
            await tasks.first(
                self._stop.wait(),
                self._under_way.failed.wait(),
                self._time.sleep(LOOK_EVERY),
            )
            self._under_way.check()

    async def stop(self, within: float = 4.0) -> bool:
        """Finish what has begun and answer it. False if one was cut off.

        The webhook stays set: another process goes on, or the next one.
        """
        self._stop.set()
        await self.end_point.refuse()
        ended = await self._under_way.drain(within)
        await self.end_point.close()
        return ended

    async def _take(self, raw: dict[str, Any]) -> bool:
        """Handle an update; False if Telegram shall send it again.

        What takes longer than the answer may goes on: sent again, it is done by then.
        """
        update_id, self._came = raw["update_id"], True
        task = self._by_id.get(update_id)
        if task is None:
            if self._stop.is_set() or len(self._under_way) >= MOST:
                return False
            task = self._under_way.start(raw, lambda _: None)
            self._by_id[update_id] = task
            task.add_done_callback(lambda _: self._by_id.pop(update_id))
        await asyncio.wait([task], timeout=self._patience.answer)
        return task.done() and not task.cancelled() and task.result()

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._place.url, allowed_updates=self._allowed, secret_token=self._secret
        )

    async def _look(self) -> None:
        """Ask Telegram what it knows of the webhook; set it anew if it is gone."""
        came, self._came = self._came, False
        try:
            info = await self._bot.get_webhook_info()
            if info.url != self._place.url:
                log.error("another program took the webhook away; set again")
                await self._set()
        except TelegramError as error:
            self._failures += 1
            why, _ = reach.failure(error, self._failures)
            log.error("telegram cannot be reached", why=why)
            return
        if self._failures:
            log.info("telegram can be reached again", count=self._failures)
            self._failures = 0
        self._done.heard = self._time.monotonic()
        if came or not info.pending_update_count:
            await self.contact.heard()
        elif info.last_error_date is not None:
            log.error("telegram cannot deliver", waiting=info.pending_update_count)
