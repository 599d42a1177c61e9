"""How much one advocate may hold and see, for how long, and what a skip does."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.ballot import timetable, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.queue import queue_rules


class Cap(StrEnum):
    """The limit that an advocate has reached."""

    OPEN = "open"
    HOUR = "hour"
    DAY = "day"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Seen:
    """What one advocate holds and has been shown; skips count as seen."""

    open: int = 0
    hour: int = 0
    day: int = 0
    waiting: int = 0


class Skip(StrEnum):
    """Why an advocate passes a member on."""

    KNOWN_BADLY = "known badly"
    CONFLICT = "conflict"
    UNREACHABLE = "no way to reach"
    NOT_NOW = "not now"


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a skip does: to the back of the band, and away from this advocate.

    `hidden_until` is None where this advocate never gets the member again.
    """

    due_at: dt.datetime
    hidden_until: dt.datetime | None
    who_knows: bool = False


def limits(
    settings: queue_rules.Settings = queue_rules.DEFAULTS, *, organises: bool = False
) -> dict[Cap, int]:
    """Give the number of each cap; organisers have their own by hour and day."""
    return {
        Cap.DAY: settings.organiser_day if organises else settings.day,
        Cap.HOUR: settings.organiser_hour if organises else settings.hour,
        Cap.OPEN: settings.open,
        Cap.WAITING: settings.waiting,
    }


def reached(
    seen: Seen,
    settings: queue_rules.Settings = queue_rules.DEFAULTS,
    allowed: int = 0,
    *,
    organises: bool = False,
) -> Cap | None:
    """Find the cap that stops another card; `allowed` more a day were granted.

    Those of the day and the hour come first, so that open cards hide neither.
    `may_wait` limits messages sent.
    """
    most = limits(settings, organises=organises)
    if seen.day >= most[Cap.DAY] + allowed:
        return Cap.DAY
    if seen.hour >= most[Cap.HOUR] + allowed:
        return Cap.HOUR
    return Cap.OPEN if seen.open >= most[Cap.OPEN] else None


def room(
    seen: Seen, settings: queue_rules.Settings, allowed: int, *, organises: bool
) -> int:
    """How many more members may be shown this hour and day."""
    most = limits(settings, organises=organises)
    left = (most[Cap.DAY] - seen.day, most[Cap.HOUR] - seen.hour)
    return max(min(left) + allowed, 0)


LOOKED_AT = 8
"""Members seen in an hour; with nothing recorded, that looks like scraping."""


def scraping(seen: Seen, recorded: int) -> bool:
    """Whether somebody looks at members instead of contacting them."""
    return seen.hour >= LOOKED_AT and recorded == 0


def may_wait(seen: Seen, settings: queue_rules.Settings = queue_rules.DEFAULTS) -> bool:
    """Whether one more member may be moved to the waiting list."""
    return seen.waiting < settings.waiting


def lease_until(
    now: dt.datetime, settings: queue_rules.Settings = queue_rules.DEFAULTS
) -> dt.datetime:
    """When a fresh claim lapses by itself."""
    return now + settings.lease


def waiting_until(
    ballot: Ballot,
    now: dt.datetime,
    settings: queue_rules.Settings = queue_rules.DEFAULTS,
) -> dt.datetime:
    """When a claim lapses after a message was left: sooner in the last days."""
    if timetable.phase(ballot, now) is Phase.LAST_DAYS:
        return now + settings.short_wait
    return now + settings.lease_after_message


def skip(reason: Skip, ballot: Ballot, now: dt.datetime) -> Skipped:
    """Say what a skip leads to; a member skipped is not seen again today."""
    tomorrow = ballot.at(ballot.today(now) + workdays.DAY)
    never = reason in {Skip.KNOWN_BADLY, Skip.CONFLICT}
    return Skipped(
        due_at=now,
        hidden_until=None if never else tomorrow,
        who_knows=reason is Skip.UNREACHABLE,
    )
