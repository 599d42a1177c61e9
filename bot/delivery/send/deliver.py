"""Deliver a row: prepare it, make the call, save how it ended."""

import dataclasses
from collections.abc import Callable, Sequence

import structlog
from telegram import Bot

from bot.delivery import tasks
from bot.delivery.health import counts
from bot.delivery.send import call_endings, calls, prepare, render, settle
from bot.texts import messages
from storage import engine, outages
from storage.outbox import outbox_entry

log = structlog.get_logger(__name__)
LONGEST_PAUSE = 15.0
MOST_TRIES = 40
"""How often a row may have arrived before it is given up: ten minutes of trying."""


def backoff(tries: int) -> float:
    """Seconds to wait after a try: one, two, four, up to fifteen."""
    return min(2.0**tries, LONGEST_PAUSE)


def _showing(
    entries: list[outbox_entry.Entry], rendered: messages.Rendered | None
) -> list[outbox_entry.Entry]:
    """Mark rows with protected words: their message may show a member."""
    if not (isinstance(rendered, messages.Message) and rendered.protected):
        return entries
    return [
        dataclasses.replace(one, options={**one.options, "shows": True})
        for one in entries
    ]


class Deliverer:
    """Delivers rows: one at a time in each chat, chats side by side."""

    def __init__(
        self,
        bot: Bot,
        store: engine.Store,
        words: render.Renderer,
        time: tasks.Time,
        done: counts.Counts,
        holds: Callable[[], bool] = lambda: True,
    ) -> None:
        self._bot = bot
        self._holds = holds
        self._words = words
        self._settler = settle.Settler(store, time, done)
        self._preparer = prepare.Preparer(bot, store, words, self._settler, time)

    async def deliver(self, entries: Sequence[outbox_entry.Entry]) -> prepare.NextStep:
        """Deliver a row, or several acknowledgements as one message.

        Mark them as begun first and read the facts after it: saving may take long.
        """
        begun = await self._settler.begin(entries)
        if not begun:
            return prepare.NOT_CALLED
        try:
            fresh, rendered, opens = await self._preparer.prepare(begun)
        except prepare.Halt as halt:
            return halt.then
        except Exception as error:
            return await self._mistaken(begun, error)
        if not self._holds():
            return await self._again(fresh, "leads no more", unsure=False)
        with self._words.reading(fresh[0]):  # a menu is worded by the call itself
            ending = await calls.make(self._bot, fresh[0], rendered)
        fresh = _showing(fresh, rendered)
        if opens and isinstance(ending, call_endings.Sent) and ending.message_id:
            opened = await self._settler.opened(fresh[0], ending.message_id)
            return prepare.NextStep((opened,))
        return await self._after(fresh, ending)

    async def _mistaken(
        self, entries: Sequence[outbox_entry.Entry], error: Exception
    ) -> prepare.NextStep:
        """Retry after a database outage; give up a row that fails by a bug."""
        if outages.passing(error):
            await self._settler.later(entries, "not read yet")
            return prepare.NextStep(tuple(entries), settle.PAUSE, called=False)
        log.error("a row could not be prepared", error=type(error).__name__)
        await self._settler.failed(entries, outbox_entry.REFUSED, "mistake")
        return prepare.DROPPED

    async def _after(
        self, entries: list[outbox_entry.Entry], ending: call_endings.Ending
    ) -> prepare.NextStep:
        match ending:
            case call_endings.Sent(message_id):
                await self._settler.sent(entries, message_id or entries[0].message_id)
                return prepare.NOTHING_MORE
            case call_endings.NotSent(why):
                return await self._again(entries, why, unsure=False)
            case call_endings.Wait(seconds):
                log.warning("telegram asks to wait", seconds=seconds)
                await self._settler.halted(entries, seconds)
                return prepare.NextStep(tuple(entries), silence=seconds)
            case call_endings.Unknown(why):
                if entries[0].once or entries[0].tries >= MOST_TRIES:
                    await self._settler.failed(entries, outbox_entry.UNKNOWN, why)
                    return prepare.FAILED
                return await self._again(entries, why, unsure=True)
            case call_endings.Migrated(chat_id):
                await self._settler.later(entries, "migrated")
                await self._settler.migrated(entries[0].chat_id, chat_id)
                return prepare.NextStep(moved=True)
            case call_endings.Blocked():
                await self._settler.blocked(entries)
            case call_endings.Refused(why):
                await self._settler.failed(entries, outbox_entry.REFUSED, why)
        return prepare.FAILED

    async def _again(
        self, entries: list[outbox_entry.Entry], why: str, *, unsure: bool
    ) -> prepare.NextStep:
        pause = backoff(entries[0].tries)
        log.info("sending again", row_id=entries[0].id, why=why, seconds=pause)
        await self._settler.later(entries, why, unsure=unsure)
        later = (dataclasses.replace(one, tries=one.tries + 1) for one in entries)
        return prepare.NextStep(tuple(later), pause)
