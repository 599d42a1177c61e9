"""The sender: sends what is due, in order within a chat, inside the limits."""

import asyncio
import collections
import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import structlog
from sqlmodel import Session
from telegram import Bot

from bot.delivery import tasks
from bot.delivery.health import counts
from bot.delivery.send import (
    call_endings,
    calls,
    chat_queues,
    deliver,
    limits,
    prepare,
    render,
)
from bot.delivery.send.row_kinds import RowKind
from bot.texts import messages
from storage import engine, outages
from storage.outbox import history, outbox_entry, take

log = structlog.get_logger(__name__)
WINDOW = 200
# Rows of one chat that are read at once; more of them once half of these are sent.
OF_CHAT = 20
# A shell command may have written rows, or somebody moved the clock.
POLL = 15.0
RECALLED = dt.timedelta(seconds=60)
"""The longest span of Telegram's limits."""
AGAIN = dt.timedelta(seconds=1)
COUNTED = [kind for kind in RowKind if kind not in chat_queues.FREE]


class Sender:
    """Sends the outbox. `wake` it after a commit that wrote to it."""

    def __init__(
        self,
        bot: Bot,
        store: engine.Store,
        words: render.Renderer,
        time: tasks.Time,
        rates: limits.Rates | None = None,
        done: counts.Counts | None = None,
        holds: Callable[[], bool] = lambda: True,
        poll: float = POLL,
    ) -> None:
        """Make a sender; `holds` says whether this process may still make calls."""
        self._holds = holds
        self._poll = poll
        self._bot = bot
        self._store = store
        self._time = time
        self._deliverer = deliver.Deliverer(
            bot, store, words, time, done or counts.Counts(), holds
        )
        self._words = words
        self._budget = limits.Budget(rates)
        self._queues = chat_queues.ChatQueues()
        self._tasks = tasks.Tasks()
        self._woken = asyncio.Event()
        self.idle = asyncio.Event()
        """Set while nothing is under way."""
        self.idle.set()
        self._look = True
        self._looking = False
        self._more = False
        self._long: set[int] = set()
        self._next_at: dt.datetime | None = None
        self._looked = -math.inf
        self._stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def under_way(self) -> int:
        """Count the deliveries under way, and a look into the outbox that is due."""
        return len(self._tasks) + (self._woken.is_set() or self._looking)

    def wake(self) -> None:
        """Look into the outbox now. Any thread may call this."""
        self._look = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._rouse)

    def _rouse(self) -> None:
        self.idle.clear()
        self._woken.set()

    def _settle(self) -> None:
        if not self.under_way:
            self.idle.set()

    async def run(self) -> None:
        """Send until stopped."""
        self._loop = asyncio.get_running_loop()
        await self._recall()
        while not self._stopping:
            self._woken.clear()
            self._looking = True
            self.idle.clear()
            await self._read()
            self._start()
            self._looking = False
            self._settle()
            await tasks.first(self._woken.wait(), self._time.sleep(self._pause()))

    async def stop(self, within: float = 4.0) -> bool:
        """Start no further call; let those under way end. False if one was cut off."""
        self._stopping = True
        self._rouse()
        return await self._tasks.drain(within)

    async def direct(
        self, chat_id: int, message: messages.Message, language: str = ""
    ) -> bool:
        """Send a message without the outbox, when nothing can be saved; try once.

        Its text is a marked one, said in the language.
        """
        now = self._time.now()
        entry = outbox_entry.Entry(0, chat_id, RowKind.SEND, {}, {}, now, now)
        self._budget.start(chat_id, self._time.monotonic())
        said = self._words.translated(message, language)
        ending = await calls.make(self._bot, entry, said)
        self._budget.end(chat_id, self._time.monotonic(), called=True)
        if isinstance(ending, call_endings.Wait):
            self._budget.halt(ending.seconds, self._time.monotonic())
        return isinstance(ending, call_endings.Sent)

    async def _recall(self) -> None:
        """Count what was sent before this process led: the limits are for all."""
        now = self._time.now()

        def look(session: Session) -> tuple[list[Any], dt.datetime | None]:
            sent = history.sent_since(session, now - RECALLED, COUNTED)
            return sent, history.halted_until(session)

        try:
            sent, halted = await tasks.result(self._store.submit_read(look))
        except Exception as error:
            if not outages.passing(error):
                raise
            log.warning("the outbox cannot be read", error=type(error).__name__)
            return
        zero = self._time.monotonic()
        for chat_id, kind, at in sent:
            for _ in range(2 if kind == RowKind.CARD else 1):
                self._budget.recall(chat_id, zero + min(0, (at - now).total_seconds()))
        if halted is not None and halted > now:
            self._budget.halt((halted - now).total_seconds(), zero)

    async def _read(self) -> None:
        """Queue the rows that are due; rows already queued keep their place."""
        if not self._outdated():
            return
        self._look, now = False, self._time.now()
        self._looked = self._time.monotonic()
        limit = len(self._queues) + WINDOW
        try:
            entries, self._next_at = await tasks.result(
                self._store.submit_read(
                    lambda session: (
                        take.due(session, now, limit, OF_CHAT),
                        take.next_at(session, now),
                    )
                )
            )
        except Exception as error:
            if not outages.passing(error):
                raise
            log.warning("the outbox cannot be read", error=type(error).__name__)
            self._next_at = now + AGAIN
            return
        for entry in entries:
            self._queues.add(entry)
        self._more = len(entries) >= limit
        counts = collections.Counter(entry.chat_id for entry in entries)
        self._long = {chat for chat, count in counts.items() if count >= OF_CHAT}

    def _outdated(self) -> bool:
        ripe = self._next_at is not None and self._next_at <= self._time.now()
        room = self._more and len(self._queues) < WINDOW
        old = self._time.monotonic() - self._looked >= self._poll
        short = any(self._queues.waiting(chat) < OF_CHAT // 2 for chat in self._long)
        return self._look or ripe or room or short or old

    def _start(self) -> None:
        """Start every delivery that the limits allow now."""
        now = self._time.monotonic()
        while self._holds() and (queue := self._queues.best(self._budget, now)):
            queue.busy, queue.served_at = True, now
            entries = queue.take()
            counted = entries[0].kind not in chat_queues.FREE
            if counted:
                self._budget.start(entries[0].chat_id, now)
            task = self._tasks.start(self._deliver(queue, entries, counted))
            task.add_done_callback(lambda _: self._settle())

    async def _deliver(
        self,
        queue: chat_queues.ChatQueue,
        entries: list[outbox_entry.Entry],
        counted: bool,
    ) -> None:
        then = prepare.NOT_CALLED
        try:
            then = await self._deliverer.deliver(entries)
        except Exception as error:
            log.error("a row could not be settled", error=type(error).__name__)
        finally:
            if counted:
                now = self._time.monotonic()
                self._budget.end(entries[0].chat_id, now, called=then.called)
            self._put_back(queue, entries, then)
            self._rouse()

    def _put_back(
        self,
        queue: chat_queues.ChatQueue,
        entries: list[outbox_entry.Entry],
        then: prepare.NextStep,
    ) -> None:
        now = self._time.monotonic()
        if then.silence:
            self._budget.halt(then.silence, now)
        self._look |= then.look or then.moved
        again = {entry.id for entry in then.again}
        for entry in entries:
            self._look |= "delete_after" in entry.options
            if entry.id not in again:
                self._queues.forget(entry)
        for entry in then.again:
            self._queues.put_back(entry)
        if then.moved:
            self._queues.empty(queue)
        queue.not_before = now + then.pause
        self._queues.release(queue)

    def _pause(self) -> float:
        """Return the seconds until another row may be due or allowed."""
        if not self._holds():
            return self._poll
        free = self._queues.next_free(self._budget, self._time.monotonic())
        pauses = [self._poll, free - self._time.monotonic()]
        if self._next_at is not None:
            pauses.append((self._next_at - self._time.now()).total_seconds())
        return max(0.0, min(pauses))
