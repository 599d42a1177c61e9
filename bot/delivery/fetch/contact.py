"""Note when Telegram last answered; after a long gap, tell the chats (P3)."""

import datetime as dt
from collections.abc import Callable

import structlog
from sqlmodel import Session

from bot.delivery import tasks
from bot.usecases.entry import lost_updates
from storage import engine, outages, updates

log = structlog.get_logger(__name__)
# Telegram keeps updates for 24 hours.
GAP = dt.timedelta(hours=23)
NOTED_EVERY = dt.timedelta(minutes=10)


class Contact:
    """When Telegram was last known to deliver its updates."""

    def __init__(self, store: engine.Store, time: tasks.Time) -> None:
        self._store = store
        self._time = time
        self._noted: dt.datetime | None = None

    async def heard(self) -> None:
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

    async def note(self) -> None:
        """Note contact with Telegram, but check for no gap: the clock was moved."""
        self._noted = self._time.now()
        await self._note(updates.record_contact)

    async def _note(self, unit: Callable[[Session, dt.datetime], object]) -> None:
        now = self._time.now()
        try:
            await tasks.result(self._store.submit(lambda session: unit(session, now)))
        except Exception as error:
            if not outages.passing(error):
                raise
            self._noted = None
            log.warning("not noted", error=type(error).__name__)
