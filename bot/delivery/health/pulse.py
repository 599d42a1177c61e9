"""Look once a minute whether the bot works; log what it did, and know what is wrong."""

import datetime as dt
from dataclasses import dataclass
from functools import partial

import structlog
from sqlmodel import Session

from bot.delivery import tasks
from bot.delivery.health import counts
from storage import engine, outages, updates
from storage.outbox import to_send
from storage.queue import waiting_counts

log = structlog.get_logger(__name__)
SECONDS = 60
LONGEST_SILENCE = 120.0
"""Seconds without an answer of Telegram, which answers each fetch within half of it."""
LONGEST_UNSAVED = 150.0
"""Seconds without a saved look: two that should have been are missing."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in the database at an instant."""

    waiting: int
    """Messages that are due and not sent."""
    oldest: float
    """Seconds for which the first of them has been due."""
    claims: int
    """Members whom somebody holds."""


class Pulse:
    """What there is to say about the health of this process."""

    def __init__(
        self, store: engine.Store, done: counts.Counts, time: tasks.Time
    ) -> None:
        self.done = done
        self._store = store
        self._time = time
        self._logged = counts.Counts()
        self._saved: float | None = None
        self._failed = False
        self._stopping = False

    def stop(self) -> None:
        """Say from now on that the bot is stopping."""
        self._stopping = True

    async def beat(self) -> None:
        """Save that the bot is alive, and log what it did since the last look."""
        now = self._time.now()
        try:
            await tasks.result(
                self._store.submit(partial(updates.record_alive, now=now))
            )
        except Exception as error:
            self._failed = True
            if not (outages.passing(error) or outages.damaged(error)):
                raise
            log.error("nothing can be saved", error=type(error).__name__)
            return
        self._failed, self._saved = False, self._time.monotonic()
        found, done, before = await self.backlog(), self.done, self._logged
        self._logged = counts.Counts(done.updates, sends=done.sends.copy())
        log.info(
            "one minute",
            updates=done.updates - before.updates,
            sends=done.sends.total() - before.sends.total(),
            waiting=found.waiting,
            oldest=round(found.oldest),
            claims=found.claims,
        )

    async def backlog(self) -> Backlog:
        """Count what waits now."""
        look = partial(_backlog, now=self._time.now())
        return await tasks.result(self._store.submit_read(look))

    def silence(self) -> float | None:
        """Return the seconds since Telegram answered a fetch; None before the first."""
        heard = self.done.heard
        return None if heard is None else self._time.monotonic() - heard

    def why_not(self) -> list[str]:
        """List why the bot is not ready; nothing if it is."""
        found, silence = [], self.silence()
        if self._stopping:
            found.append("it is stopping")
        if silence is None:
            found.append("Telegram has not answered yet")
        elif silence > LONGEST_SILENCE:
            found.append(f"Telegram has not answered for {silence:.0f} seconds")
        if self._failed:
            found.append("the database cannot be written")
        elif self._saved is None:
            found.append("it has not looked at the database yet")
        elif (unsaved := self._time.monotonic() - self._saved) > LONGEST_UNSAVED:
            found.append(f"nothing was saved for {unsaved:.0f} seconds")
        return found


def _backlog(session: Session, now: dt.datetime) -> Backlog:
    waiting, first = to_send.overdue(session, now)
    oldest = (now - first).total_seconds() if first is not None else 0.0
    return Backlog(waiting, oldest, waiting_counts.claims(session, now))
