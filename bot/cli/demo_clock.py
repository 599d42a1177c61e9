"""The demo's clock: it starts in the evening and is moved on in short steps."""

import asyncio
import datetime as dt
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot import clock
from bot.app import App
from bot.delivery import tasks
from bot.rules.ballot import workdays
from storage.outbox import take

LONDON = ZoneInfo("Europe/London")
STEP, MOST = dt.timedelta(hours=1), 72
PATIENCE, LOOKS = 30.0, 3000
"""Seconds to wait for the bot's messages, and how often to look."""


@dataclass(slots=True)
class Clock:
    """A clock that can be moved forward."""

    ahead: dt.timedelta = dt.timedelta(0)

    def now(self) -> dt.datetime:
        """Return the demo's time."""
        return clock.utc_now() + self.ahead


def daytime(now: dt.datetime) -> dt.timedelta:
    """Work out how far to move the clock, so that the demo starts in calling hours."""
    local = now.astimezone(LONDON)
    begins = local.replace(hour=17, minute=0, second=0, microsecond=0)
    if local < begins:
        return begins - local
    return dt.timedelta(0) if local.hour < 19 else begins + workdays.DAY - local


def steps(by: dt.timedelta, step: dt.timedelta = STEP) -> list[dt.timedelta]:
    """Divide a move into steps short enough that no nudge on the way is too late."""
    count = min(math.ceil(by / step), MOST)
    return [by / count for _ in range(count)]


async def rest(app: App) -> None:
    """Wait until the bot's messages are sent and its jobs done, but not for ever.

    The outbox is looked at first: what is taken out of it meanwhile is under way then.
    """
    for _ in range(LOOKS):
        waiting = await _waiting(app)
        if not (waiting or app.sender.under_way or app.worker.under_way):
            return
        await asyncio.sleep(PATIENCE / LOOKS)


async def _waiting(app: App) -> bool:
    """Whether anything in the outbox could be sent now."""
    now = app.clock()
    look = app.store.submit_read(lambda session: take.due(session, now, 1))
    due = await tasks.result(look)
    return bool(due)
