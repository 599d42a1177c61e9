"""Prepare a row: drop it if late, render it now, check who may see it (S4).

`Preparer._guard` is the one guard that everything with a member's data passes.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from sqlmodel import Session
from telegram import Bot
from telegram.error import ChatMigrated

from bot.delivery import request, tasks
from bot.delivery.send import ask_membership, render, settle
from bot.delivery.send.row_kinds import RowKind
from bot.texts import messages
from bot.usecases.team import membership
from storage import engine
from storage.outbox import outbox_entry

ANSWER_WAITS = dt.timedelta(seconds=20)
WORDLESS = (RowKind.DELETE, RowKind.LEAVE, RowKind.MENU)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What the queue does after a delivery: nothing, or pause and deliver `again`.

    `look`: what followed from it may be new rows.
    """

    again: tuple[outbox_entry.Entry, ...] = ()
    pause: float = 0.0
    silence: float = 0.0
    moved: bool = False
    look: bool = False
    called: bool = True


NOTHING_MORE = NextStep()
NOT_CALLED = NextStep(called=False)
FAILED = NextStep(look=True)
DROPPED = NextStep(look=True, called=False)


class Prepared(NamedTuple):
    """The rows that are still to be sent, and their message.

    `opens`: it is the line without data, into which the message is edited after it.
    """

    entries: list[outbox_entry.Entry]
    rendered: messages.Rendered | None
    opens: bool = False


class Look(NamedTuple):
    """A message, and what seeing a member in it depends on for its reader."""

    rendered: messages.Rendered | None
    reader: membership.Membership | membership.NoReader | None = None


class Halt(Exception):
    """The row is not sent now; `then` is what its queue does."""

    def __init__(self, then: NextStep = DROPPED) -> None:
        self.then = then


def shows_member(entry: outbox_entry.Entry, rendered: messages.Rendered | None) -> bool:
    """Whether more than initials of a member is in a message."""
    if isinstance(rendered, messages.Document) or entry.kind == RowKind.CARD:
        return True
    return isinstance(rendered, messages.Message) and rendered.guarded


def _late(entry: outbox_entry.Entry, now: dt.datetime) -> bool:
    drop_at = entry.drop_at
    if drop_at is None and entry.kind == RowKind.ANSWER:
        drop_at = entry.send_at + ANSWER_WAITS
    return drop_at is not None and now > drop_at


class Preparer:
    """Reads the facts again before anything is sent."""

    def __init__(
        self,
        bot: Bot,
        store: engine.Store,
        words: render.Renderer,
        settler: settle.Settler,
        time: tasks.Time,
    ) -> None:
        self._bot = bot
        self._store = store
        self._words = words
        self._settler = settler
        self._time = time

    async def prepare(self, begun: Sequence[outbox_entry.Entry]) -> Prepared:
        """Return the rows that are still to be sent, and their message; raises Halt."""
        fresh = await self._without_late(begun)
        if fresh[0].kind == RowKind.CARD and fresh[0].message_id is None:
            return self._opening(fresh[0])
        look = await self._look(fresh)
        if not shows_member(fresh[0], look.rendered):
            return Prepared(fresh, look.rendered)
        return await self._guard(fresh[0], look)

    async def _without_late(
        self, entries: Sequence[outbox_entry.Entry]
    ) -> list[outbox_entry.Entry]:
        now = self._time.now()
        late = [entry for entry in entries if _late(entry, now)]
        if late:
            await self._settler.failed(late, outbox_entry.DROPPED, "too late")
        fresh = [entry for entry in entries if entry not in late]
        if not fresh:
            raise Halt
        return fresh

    async def _look(self, entries: list[outbox_entry.Entry]) -> Look:
        """Render the message from the facts as they are, and find who may see it."""
        if entries[0].kind in WORDLESS:
            return Look(None)
        look = await tasks.result(
            self._store.submit_read(partial(self._read, entries=entries))
        )
        if look.rendered is None:
            await self._settler.failed(
                entries, outbox_entry.DROPPED, "makes no sense now"
            )
            raise Halt
        return look

    def _read(self, session: Session, entries: list[outbox_entry.Entry]) -> Look:
        if len(entries) > 1:
            return Look(self._words.merge(session, entries))
        (entry,) = entries
        if "card_id" in entry.ending:
            # What is read to know the reader of a card serves its words as well.
            reader = membership.of_reader(session, entry)
            return Look(self._words.render(session, entry), reader)
        rendered = self._words.render(session, entry)
        if not shows_member(entry, rendered):
            return Look(rendered)
        return Look(rendered, membership.of_reader(session, entry))

    def _opening(self, entry: outbox_entry.Entry) -> Prepared:
        return Prepared([entry], self._words.opening(entry), opens=True)

    async def _guard(self, entry: outbox_entry.Entry, look: Look) -> Prepared:
        """Send a line without data first; a member only to somebody in the group.

        A line cannot become a file, so a file goes at once after the check.
        """
        rendered, reader = look
        file = isinstance(rendered, messages.Document)
        if entry.kind != RowKind.EDIT and entry.message_id is None and not file:
            return self._opening(entry)
        if isinstance(reader, membership.NoReader):
            await self._settler.failed(
                [entry], outbox_entry.DROPPED, "may not see members"
            )
            raise Halt
        if reader is not None:
            await self._check(entry, reader)
        return Prepared([entry], rendered)

    async def _check(
        self, entry: outbox_entry.Entry, place: membership.Membership
    ) -> None:
        """Check that the reader is still in the group; raises Halt otherwise."""
        try:
            inside = await ask_membership.inside(self._bot, place)
        except request.TooMany as error:
            await self._settler.halted([entry], error.seconds)
            silence = NextStep((entry,), silence=error.seconds)
            raise Halt(silence) from None
        except ChatMigrated as error:
            await self._settler.migrated(place.group_id, error.new_chat_id)
            await self._check(
                entry, dataclasses.replace(place, group_id=error.new_chat_id)
            )
            return
        now = self._time.now()
        told = partial(membership.note_answer, entry=entry, now=now)
        if inside is False:
            also = partial(told, inside=False)
            await self._settler.failed(
                [entry], outbox_entry.DROPPED, "left the group", also
            )
            raise Halt
        if inside is None and not ask_membership.counts(place, now):
            also = partial(membership.tell_unconfirmed, entry=entry, now=now)
            await self._settler.failed(
                [entry], outbox_entry.DROPPED, "unconfirmed", also
            )
            raise Halt
        if inside and not ask_membership.young(place, now):
            await self._settler.save(partial(told, inside=True))
