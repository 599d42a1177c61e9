"""The fixed slots of a ballot: countdown, cut-off ahead, survey, purge ahead."""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

from bot.rules.ballot import hours, timetable, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.nudges import planned_nudge
from bot.rules.nudges.planned_nudge import Kind, Settings
from bot.rules.privacy import retention


class Slot(NamedTuple):
    """A period in which a nudge of one kind may go, and its name."""

    kind: Kind
    name: str
    start: dt.datetime
    end: dt.datetime


@lru_cache(maxsize=4096)
def fixed(
    ballot: Ballot,
    settings: Settings = planned_nudge.DEFAULTS,
    closed_at: dt.datetime | None = None,
) -> tuple[Slot, ...]:
    """Every slot that the dates alone decide.

    `closed_at`: when it was really ended, if it was; the purge is counted from then.
    """
    slots = [
        *_countdown(ballot, settings),
        *_cutoff(ballot, settings),
        *_survey(ballot, settings, closed_at or ballot.closes),
        *_purge(ballot, settings, closed_at or ballot.closes),
    ]
    return tuple(slot for slot in slots if slot.start < slot.end)


def daily(ballot: Ballot, kind: Kind, day: dt.date, at: dt.time) -> Slot:
    """Make a slot from a time of day until the quiet hours, named by its day."""
    start = hours.earliest(ballot, ballot.at(day, at), hours.LOUD)
    return Slot(kind, f"{day} {at:%H:%M}", start, ballot.at(day, hours.LOUD.end))


@lru_cache(maxsize=1024)
def digest(
    ballot: Ballot, day: dt.date, settings: Settings = planned_nudge.DEFAULTS
) -> Slot:
    """Make the slot of an evening's digest; one that misses it goes next morning."""
    slot = daily(ballot, Kind.DIGEST, day, settings.digest_at)
    return slot._replace(end=ballot.at(day + workdays.DAY, settings.digest_until))


def _countdown(ballot: Ballot, settings: Settings) -> list[Slot]:
    """List the countdown's posts; the earlier of a day ends when the later is due."""
    table = timetable.of(ballot)
    slots = [_of_day(ballot, table.last_day, settings.last_day_at)]
    for ahead in settings.countdown_days:
        day = table.last_day - ahead * workdays.DAY
        noon = _of_day(ballot, day, settings.countdown_at)
        if ahead <= settings.evening_days:
            evening = _of_day(ballot, day, settings.evening_at)
            slots.append(evening)
            noon = noon._replace(end=evening.start)
        slots.append(noon)
    return [
        slot._replace(end=min(slot.end, table.closes))
        for slot in slots
        if table.phase(slot.start) is not Phase.BEFORE
    ]


def _of_day(ballot: Ballot, day: dt.date, at: dt.time) -> Slot:
    return daily(ballot, Kind.COUNTDOWN, day, at)


def _cutoff(ballot: Ballot, settings: Settings) -> list[Slot]:
    cutoff = timetable.of(ballot).replacement_cutoff
    if cutoff is None:
        return []
    days = (
        workdays.before(cutoff.date(), ahead, ballot.nation)
        for ahead in settings.cutoff_days
    )
    return [daily(ballot, Kind.CUTOFF, day, settings.cutoff_at) for day in days]


def _survey(ballot: Ballot, settings: Settings, closed_at: dt.datetime) -> list[Slot]:
    """Ask on the day after the close, or as soon as possible after it."""
    if not settings.survey:
        return []
    day = ballot.today(closed_at) + workdays.DAY
    slot = daily(ballot, Kind.SURVEY, day, settings.survey_at)
    return [slot._replace(end=slot.end + settings.survey_lasts)]


def _purge(ballot: Ballot, settings: Settings, closed_at: dt.datetime) -> list[Slot]:
    """List the days before the members' rows go.

    The close itself tells of it at once.
    """
    purge = retention.purge_on(ballot, closed_at)
    days = (purge - ahead * workdays.DAY for ahead in settings.purge_days)
    return [daily(ballot, Kind.PURGE, day, settings.purge_at) for day in days]
