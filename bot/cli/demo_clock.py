"""The demo's clock: it starts in the evening and is moved on in short steps."""

import asyncio
import datetime as dt
import math
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot import clock
from bot.app import App
from bot.rules.ballot import workdays

LONDON = ZoneInfo("Europe/London")
STEP, MOST = dt.timedelta(hours=1), 72
PATIENCE, LOOKS = 2.0, 200
"""Seconds to wait for the bot's messages at each step, and how often to look."""


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


def steps(by: dt.timedelta) -> list[dt.timedelta]:
    """Divide a move into steps short enough that no nudge on the way is too late."""
    count = min(math.ceil(by / STEP), MOST)
    return [by / count for _ in range(count)]


async def tick(app: App) -> None:
    """Run what is due by now, and wait until its messages are sent."""
    await app.fetcher.note_contact()
    await app.tick()
    for _ in range(LOOKS):
        await asyncio.sleep(PATIENCE / LOOKS)
        if not app.sender.under_way:
            return
