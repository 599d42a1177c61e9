"""Handle one update: commit it, or set it aside after three tries."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import structlog
from sqlmodel import Session
from telegram import Bot, Chat, Update

from bot.delivery import tasks
from bot.delivery.fetch import update_shape
from bot.delivery.health import counts
from bot.texts import general_endings, messages
from bot.usecases.entry import lost_updates
from storage import engine, outages, updates

log = structlog.get_logger(__name__)
TRIES = 3
PAUSE = 0.2
OUTAGE_PAUSE = 2.0
UNREADABLE = "unreadable"
Handle = Callable[[Update], Awaitable[bool]]
"""Handle an update: True once committed, or where there is nothing to do."""
SayDirectly = Callable[[int, messages.Message, str], Awaitable[bool]]
"""Send a message to a chat without the outbox, in a language."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that is none; `at` names the field or the error, and no content."""

    at: str


def read(bot: Bot, raw: dict[str, Any]) -> Update | Unreadable:
    """Read Telegram's JSON as an update."""
    fault = update_shape.fault(raw)
    if fault is not None:
        return Unreadable(fault)
    try:
        update = Update.de_json(update_shape.known_kinds(raw), bot)
        _ = update.effective_chat, update.effective_user  # they can raise too
    except Exception as error:
        return Unreadable(type(error).__name__)
    return update


def queues_of(read: Update | Unreadable) -> set[int | None]:
    """Return whose updates go in order: of a chat, a person, or what cannot be read.

    A group that became a supergroup is both: what is said there comes after.
    """
    if isinstance(read, Unreadable):
        return {None}
    if read.effective_chat is not None:
        chat, told = read.effective_chat.id, read.message
        other = told and (told.migrate_to_chat_id or told.migrate_from_chat_id)
        return {chat, other or chat}
    return {read.effective_user.id if read.effective_user is not None else 0}


def _chat(read: Update | Unreadable) -> Chat | None:
    return None if isinstance(read, Unreadable) else read.effective_chat


def _language(read: Update | Unreadable) -> str:
    """Return the language of the sender's Telegram: what they chose cannot be read."""
    user = None if isinstance(read, Unreadable) else read.effective_user
    return (user.language_code or "") if user else ""


class NotHandled(Exception):
    """No handler reported a commit, nor that there is nothing to do."""


class UpdateHandler:
    """Handles updates, with retries."""

    def __init__(
        self,
        bot: Bot,
        store: engine.Store,
        handle: Handle,
        say_directly: SayDirectly,
        time: tasks.Time,
        done: counts.Counts,
        patience: float | None = None,
    ) -> None:
        """Make a handler; `patience`: seconds after which a chat is told to wait."""
        self._patience = patience
        self._done = done
        self._bot = bot
        self._store = store
        self._handle = handle
        self._say_directly = say_directly
        self._time = time
        self._unsaved: set[int] = set()
        self._warned_chats: set[int] = set()
        self._stopping = False

    def stop(self) -> None:
        """Stop retrying: Telegram delivers again what is not acknowledged."""
        self._stopping = True

    async def finish(self, update_id: int, read: Update | Unreadable) -> bool:
        """Handle the update or set it aside; False only when stopping.

        What cannot be read is set aside without a try.
        """
        tries, why = 0, UNREADABLE
        while not self._stopping:
            given_up = isinstance(read, Unreadable) or tries >= TRIES
            try:
                if isinstance(read, Unreadable) or given_up:
                    await self._set_aside(update_id, read, why)
                elif not await self._commit(update_id, read):
                    raise NotHandled
            except Exception as error:
                if outages.damaged(error):
                    raise outages.Damaged from None
                if outages.passing(error):
                    await self._outage(update_id, read, error)
                elif given_up:
                    raise
                else:
                    tries, why = tries + 1, type(error).__name__
                    log.error(
                        "not handled", update_id=update_id, error=why, count=tries
                    )
                    await self._time.sleep(PAUSE * 5 ** (tries - 1))
            else:
                self._saved(update_id)
                return True
        return False

    async def _commit(self, update_id: int, read: Update) -> bool:
        """Handle it; a database that says nothing is an outage too, to be waited for.

        A server that hangs ends nothing by itself, and goes on where it was.
        """
        if self._patience is None:
            return await self._handle(read)
        handling = asyncio.ensure_future(self._handle(read))
        try:
            await asyncio.wait([handling], timeout=self._patience)
            if not handling.done():
                await self._tell_unsaved(update_id, read, "no answer")
            return await handling
        finally:
            handling.cancel()

    async def _set_aside(
        self, update_id: int, read: Update | Unreadable, why: str
    ) -> None:
        now, chat = self._time.now(), _chat(read)
        at = {"at": read.at} if isinstance(read, Unreadable) else {}

        def row(session: Session) -> bool:
            return updates.set_aside(session, self._bot.id, update_id, why, now)

        def both(session: Session) -> None:
            if row(session) and chat is not None:
                lost_updates.set_aside(session, chat.id, now)

        log.error("set aside", update_id=update_id, why=why, **at)
        try:
            await tasks.result(self._store.submit(both))
        except Exception as error:
            if outages.passing(error) or outages.damaged(error):
                raise
            log.error("told nobody", update_id=update_id, error=type(error).__name__)
            await tasks.result(self._store.submit(row))
        self._done.set_aside += 1

    async def _outage(
        self, update_id: int, read: Update | Unreadable, error: Exception
    ) -> None:
        """Tell a chat once that nothing can be saved, and wait for the disk (P11)."""
        await self._tell_unsaved(update_id, read, type(error).__name__)
        await self._time.sleep(OUTAGE_PAUSE)

    async def _tell_unsaved(
        self, update_id: int, read: Update | Unreadable, why: str
    ) -> None:
        log.error("nothing can be saved", update_id=update_id, error=why)
        self._unsaved.add(update_id)
        chat = _chat(read)
        if chat is not None and chat.id not in self._warned_chats:
            self._warned_chats.add(chat.id)
            await self._say_not_saved(chat.id, _language(read))

    async def _say_not_saved(self, chat_id: int, language: str) -> None:
        """Tell a private chat, without the outbox, that nothing can be saved."""
        if chat_id <= 0:
            return
        try:
            not_saved = messages.Message(general_endings.NOT_SAVED)
            await self._say_directly(chat_id, not_saved, language)
        except Exception as failure:
            log.error("told nobody", error=type(failure).__name__)

    def _saved(self, update_id: int) -> None:
        """Count it, and end the outage if it is the first success after one."""
        self._done.updates += 1
        if update_id in self._unsaved:
            log.info("saving works again", update_id=update_id)
            self._unsaved.clear()
            self._warned_chats.clear()
