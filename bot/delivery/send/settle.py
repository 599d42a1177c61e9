"""Save what became of a row, together with what follows from it (P6)."""

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

import structlog
from sqlmodel import Session

from bot.delivery import request, tasks
from bot.delivery.health import counts
from bot.delivery.send.row_kinds import RowKind
from bot.usecases.entry import send_results
from bot.usecases.team import groups, membership
from storage import engine, outages
from storage.outbox import history, outbox_entry, settle, take, to_send

T = TypeVar("T")
log = structlog.get_logger(__name__)
PAUSE = 1.0
SECOND_STEP = take.LEASE - 2 * dt.timedelta(seconds=request.LONGEST)
"""How long the second step of a card may wait; later its row is taken up again."""
UNREACHABLE = "unreachable"


class Settler:
    """Saves how rows ended; repeats that while the database cannot save."""

    def __init__(
        self, store: engine.Store, time: tasks.Time, done: counts.Counts
    ) -> None:
        self._done = done
        self._store = store
        self._time = time

    async def save(self, unit: Callable[[Session], T]) -> T:
        """Run a unit until it is committed; raises errors that waiting cannot mend."""
        while True:
            try:
                return await tasks.result(self._store.submit(unit))
            except Exception as error:
                if not outages.passing(error):
                    raise
                log.warning("not saved yet", error=type(error).__name__)
            await self._time.sleep(PAUSE)

    async def _settle(
        self, row: Callable[[Session], Any], effect: Callable[[Session], Any]
    ) -> None:
        """Save both in one unit; if the effect fails, only the row: none goes twice."""

        def both(session: Session) -> None:
            row(session)
            effect(session)

        try:
            await self.save(both)
        except Exception as error:
            log.error("the effect of sending failed", error=type(error).__name__)
            await self.save(row)

    async def begin(
        self, entries: Sequence[outbox_entry.Entry]
    ) -> list[outbox_entry.Entry]:
        """Mark rows as begun; leave out those that another process has.

        The second step of a card began when the first was saved.
        """
        now = self._time.now()
        if all(one.opened_at and now < one.opened_at + SECOND_STEP for one in entries):
            return [dataclasses.replace(one, opened_at=None) for one in entries]
        ids = [entry.id for entry in entries]
        return await self.save(
            lambda session: take.begin(session, ids, self._time.now())
        )

    async def opened(
        self, entry: outbox_entry.Entry, message_id: int
    ) -> outbox_entry.Entry:
        """Save the id of a card's empty message before any data leaves."""
        now = self._time.now()
        await self._settle(
            lambda session: settle.mark_opened(session, entry.id, message_id),
            lambda session: send_results.sent(session, entry, message_id, now),
        )
        return dataclasses.replace(entry, message_id=message_id, opened_at=now)

    async def sent(
        self, entries: Sequence[outbox_entry.Entry], message_id: int | None
    ) -> None:
        """Note that Telegram accepted these rows, as one message."""
        now = self._time.now()

        def row(session: Session) -> None:
            for entry in entries:
                settle.mark_sent(session, entry.id, message_id, now)
            if message_id is not None:
                _delete_in_time(session, entries[0], message_id, now)

        def effect(session: Session) -> None:
            for entry in entries:
                send_results.sent(session, entry, message_id, now)
                _forget(session, entry)

        await self._settle(row, effect)
        self._done.sends[outbox_entry.SENT] += len(entries)

    async def halted(
        self, entries: Sequence[outbox_entry.Entry], seconds: float
    ) -> None:
        """Let these rows wait, since Telegram asks to make no call for so long."""
        until = self._time.now() + dt.timedelta(seconds=seconds)
        also = partial(history.record_halt, until=until)
        await self.later(entries, "too many requests", also=also)

    async def later(
        self,
        entries: Sequence[outbox_entry.Entry],
        why: str,
        *,
        unsure: bool = False,
        also: Callable[[Session], Any] = lambda _: None,
    ) -> None:
        """Let these rows wait for another try; `unsure` if they may have arrived."""

        def row(session: Session) -> None:
            for entry in entries:
                settle.requeue(session, entry.id, why, unsure=unsure)
            also(session)

        await self.save(row)
        self._done.sends[counts.AGAIN] += len(entries)

    async def failed(
        self,
        entries: Sequence[outbox_entry.Entry],
        state: str,
        why: str,
        also: Callable[[Session], Any] = lambda _: None,
    ) -> None:
        """Note that these rows were not sent, or that it is unknown.

        `also` runs in the same unit.
        """
        now = self._time.now()

        def row(session: Session) -> None:
            for entry in entries:
                settle.mark_failed(session, entry.id, state, why, now)

        def effect(session: Session) -> None:
            for entry in entries:
                send_results.failed(session, entry, state, why, now)
            also(session)
            for entry in entries:
                _forget(session, entry)

        for entry in entries:
            log.info("not sent", row_id=entry.id, kind=entry.kind, state=state, why=why)
        await self._settle(row, effect)
        self._done.sends[state] += len(entries)

    async def blocked(self, entries: Sequence[outbox_entry.Entry]) -> None:
        """Note that the chat cannot be reached."""
        chat_id, now = entries[0].chat_id, self._time.now()
        if chat_id < 0:
            also = partial(groups.removed, chat_id=chat_id, now=now)
        else:
            also = partial(membership.release_blocked, telegram_id=chat_id, now=now)
        await self.failed(entries, outbox_entry.REFUSED, UNREACHABLE, also)

    async def migrated(self, old: int, new: int) -> None:
        """Move a group that migrated to its new id, with the rows that wait for it."""
        await self._settle(
            lambda session: to_send.follow_group(session, old, new),
            lambda session: groups.follow_migration(session, old, new),
        )


def _forget(session: Session, entry: outbox_entry.Entry) -> None:
    """Delete a row that asks for it, so that it tells of no message afterwards."""
    if entry.options.get("forget"):
        settle.forget(session, entry.id)


def _delete_in_time(
    session: Session, entry: outbox_entry.Entry, message_id: int, now: dt.datetime
) -> None:
    """Plan the deletion of a message whose row asks for that."""
    seconds = entry.options.get("delete_after")
    if seconds is None:
        return
    to_send.put(
        session,
        entry.chat_id,
        RowKind.DELETE,
        {},
        now,
        message_id=message_id,
        send_at=now + dt.timedelta(seconds=seconds),
        key=f"delete {entry.chat_id} {message_id}",
    )
