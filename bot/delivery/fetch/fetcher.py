"""The fetch loop: handle, commit, and only then acknowledge (P2)."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from sqlmodel import Session
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.delivery import reach, request, tasks
from bot.delivery.fetch import handle_update, offsets, update_shape
from bot.delivery.health import counts
from bot.usecases.entry import lost_updates
from storage import engine, outages, updates

log = structlog.get_logger(__name__)
# Telegram keeps updates for 24 hours.
GAP = dt.timedelta(hours=23)
NOTED_EVERY = dt.timedelta(minutes=10)
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
    ) -> None:
        self._bot = bot
        self._store = store
        self._time = time
        self._allowed = list(allowed)
        self._poll = poll
        self._done = done or counts.Counts()
        self._handler = handle_update.UpdateHandler(
            bot, store, handle, say_directly, time, self._done
        )
        self._offsets = offsets.Offsets()
        self._chains: dict[int | None, asyncio.Task[None]] = {}
        self._tasks = tasks.Tasks()
        self._idle = asyncio.Event()
        self._stop = asyncio.Event()
        self._inherits = True
        self._noted: dt.datetime | None = None
        self._failures = 0
        self._fatal: Exception | None = None

    async def run(self) -> None:
        """Fetch until stopped; raises Damaged where only a restore helps."""
        while not self._stop.is_set():
            received: list[Any] = []
            await tasks.first(self._stop.wait(), self._fetch(received))
            for raw in await self._not_handled(received):
                self._take(raw)
            if self._tasks:
                await tasks.first(
                    self._idle.wait(), self._stop.wait(), self._time.sleep(PATIENCE)
                )
            if self._fatal is not None:
                raise self._fatal

    async def stop(self, within: float = 4.0) -> bool:
        """Finish what has begun and acknowledge it. False if one was cut off."""
        self._stop.set()
        self._handler.stop()
        ended = await self._tasks.drain(within)
        try:
            async with asyncio.timeout(FAREWELL):
                await self._ask(wait=0, limit=1, read=FAREWELL)
        except (TelegramError, TimeoutError) as error:
            log.info("not acknowledged", error=type(error).__name__)
        return ended

    async def note_contact(self) -> None:
        """Note contact with Telegram, but check for no gap: the clock was moved."""
        self._noted = self._time.now()
        await self._note(lambda session, now: updates.record_contact(session, now))

    async def _fetch(self, received: list[Any]) -> None:
        """Ask for updates once; pause after an error."""
        waiting = bool(self._tasks)
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
        await self._heard()

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
        """Start handling an update, after the earlier ones of its chat."""
        update_id = raw["update_id"]
        if not self._offsets.add(update_id):
            return
        read = handle_update.read(self._bot, raw)
        queue = handle_update.queue_of(read)
        self._idle.clear()
        before = self._chains.get(queue)
        task = self._tasks.start(self._one(update_id, read, before))
        self._chains[queue] = task
        task.add_done_callback(lambda ended: self._ended(queue, ended))

    async def _one(
        self,
        update_id: int,
        read: Update | handle_update.Unreadable,
        before: asyncio.Task[None] | None,
    ) -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            if await self._handler.finish(update_id, read):
                self._offsets.done(update_id)
        except Exception as error:
            self._fatal = error

    def _ended(self, queue: int | None, task: asyncio.Task[None]) -> None:
        if self._chains.get(queue) is task:
            del self._chains[queue]
        if not self._tasks:
            self._idle.set()

    async def _heard(self) -> None:
        """Note contact with Telegram now and then; after a long gap, tell the chats."""
        now = self._time.now()
        if self._noted is not None and now - self._noted < NOTED_EVERY:
            return

        def unit(session: Session, now: dt.datetime) -> None:
            since = updates.record_contact(session, now)
            if since is not None and now - since > GAP:
                lost_updates.after_silence(session, now)

        self._noted = now
        await self._note(unit)

    async def _note(self, unit: Any) -> None:
        now = self._time.now()
        try:
            await tasks.result(self._store.submit(lambda session: unit(session, now)))
        except Exception as error:
            if not outages.passing(error):
                raise
            self._noted = None
            log.warning("not noted", error=type(error).__name__)
