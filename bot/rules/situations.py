"""The moment at which an outcome is recorded."""

import datetime as dt
from dataclasses import dataclass

from bot.rules import queue, timetable
from bot.rules.ballot import Ballot
from bot.rules.bands import Band
from bot.rules.phases import Phase
from bot.rules.queue import Settings
from bot.rules.steps import Facts, Next, Whose


@dataclass(frozen=True, slots=True)
class Situation:
    """The moment at which an outcome is recorded, with all it depends on."""

    facts: Facts
    ballot: Ballot
    now: dt.datetime
    settings: Settings

    @property
    def phase(self) -> Phase:
        """Where the ballot stands."""
        return timetable.phase(self.ballot, self.now)

    @property
    def band(self) -> Band:
        """The band the member was in."""
        return Band.UNTOUCHED if self.facts.band is None else self.facts.band

    def wait(self, band: Band) -> dt.datetime:
        """When a row of this band is due again, as stored."""
        return self.now + queue.wait(band, self.phase, self.settings)

    def not_before(self, band: Band, moment: dt.datetime) -> dt.datetime:
        """The time to store so that no phase pulls a row before that moment."""
        phase = timetable.phase(self.ballot, moment)
        return queue.reach(band, phase, moment, self.settings)

    def same(self, band: Band, due: dt.datetime) -> Next:
        """Due then, and kept for the advocate who took it."""
        kept = due + self.settings.ripe
        return Next(band, due, whose=Whose.SAME, kept_until=kept)
