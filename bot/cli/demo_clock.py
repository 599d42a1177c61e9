"""The demo's own time: it begins in the evening, and is moved on in short steps."""

import asyncio
import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot import clock
from bot.app import App
from bot.rules.ballot import workdays

LONDON = ZoneInfo("Europe/London")
STEP, MOST = dt.timedelta(hours=1), 72
PATIENCE, LOOKS = 2.0, 200
"""So many seconds the bot may talk at each step before time goes on."""


@dataclass(slots=True)
class Clock:
    """A clock that can be moved forward."""

    ahead: dt.timedelta = dt.timedelta(0)

    def now(self) -> dt.datetime:
        """Tell the demo's now."""
        return clock.utc_now() + self.ahead


def daytime(now: dt.datetime) -> dt.timedelta:
    """How far to move the clock so that the demo begins when people may be rung."""
    local = now.astimezone(LONDON)
    begins = local.replace(hour=17, minute=0, second=0, microsecond=0)
    if local < begins:
        return begins - local
    return dt.timedelta(0) if local.hour < 19 else begins + workdays.DAY - local


def steps(by: dt.timedelta) -> list[dt.timedelta]:
    """Move the clock in steps so short that what falls between is still said."""
    many = min(-(-by // STEP), MOST)
    return [by / many] * many


async def tick(app: App) -> None:
    """Do what time asks for by now, and wait until it is said."""
    await app.fetcher.note_contact()
    await app.tick()
    for _ in range(LOOKS):
        await asyncio.sleep(PATIENCE / LOOKS)
        if not app.sender.under_way:
            return
