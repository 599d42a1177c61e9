"""The days of a simulated ballot: when contacts are made, and when papers are in."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from bot.rules.ballot import ballot, phases, post, timetable
from bot.rules.stats.simulation.parameters import Parameters

LUNCH, EVENING = 0, 1
HOURS = (dt.time(12, 30), dt.time(18, 30))


@dataclass(frozen=True, slots=True)
class Moment:
    """A time at which contacts are made; `time` is in days since the opening."""

    at: dt.datetime
    day: int
    slot: int
    time: float


class Calendar:
    """The days of one ballot, computed once for all runs."""

    def __init__(self, parameters: Parameters) -> None:
        self.opens: dt.date = parameters.ballot.opens
        closes = parameters.ballot.closes.replace(tzinfo=ballot.LONDON)
        self.ballot = ballot.Ballot(
            id=0,
            name="simulated",
            opens=self.opens,
            closes=closes,
            line=parameters.ballot.line,
        )
        self.table = timetable.of(self.ballot)
        self._begins = self.last + 1 - 7 * parameters.effort.weeks

    def date(self, day: int) -> dt.date:
        """Convert days since the opening into a date."""
        return self.opens + dt.timedelta(days=day)

    def day(self, date: dt.date) -> int:
        """Convert a date into days since the opening."""
        return (date - self.opens).days

    @cached_property
    def last(self) -> int:
        """The last day on which it is safe to post."""
        return self.day(self.table.last_day)

    @cached_property
    def cutoff(self) -> float:
        """The replacement cut-off, in days since the opening."""
        moment = self.table.replacement_cutoff
        return self._time(moment) if moment else 0.0

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Lunch and evening of each day of effort, up to the last safe posting."""
        landed = self.table.starts(phases.Phase.OPEN)
        first = max(self.day(landed.date()) if landed else 0, self._begins)
        return tuple(
            self.moment(day, slot)
            for day in range(first, self.last + 1)
            for slot in (LUNCH, EVENING)
        )

    def moment(self, day: int, slot: int) -> Moment:
        """Make the moment of a day's slot."""
        at = self.ballot.at(self.date(day), HOURS[slot])
        return Moment(at, day, slot, self._time(at))

    @cached_property
    def odds(self) -> tuple[float, ...]:
        """The odds that a paper is in before the close, by day of posting."""
        days = range(self.day(self.table.closes.date()) + 1)
        collected = (
            post.next_collection(self.ballot, self.date(day)).date() for day in days
        )
        return tuple(
            post.odds(self.ballot, d) if d < self.table.closes.date() else 0.0
            for d in collected
        )

    def _time(self, moment: dt.datetime) -> float:
        """Convert a time into days since the opening, with a fraction."""
        opened = self.ballot.at(self.opens)
        return (moment - opened) / dt.timedelta(days=1)
