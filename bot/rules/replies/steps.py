"""What is known when an outcome is recorded, and the step that follows."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.member import Fields
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Settings


class Whose(StrEnum):
    """Who should have the member next."""

    ANYBODY = "anybody"
    SAME = "the same advocate"
    OTHER = "another advocate if possible"
    ORGANISER = "an organiser"


class Out(StrEnum):
    """Why a member is in no band."""

    VOTED = "voted"
    NOT_VOTING = "not voting"
    NOT_IN_BALLOT = "not in this ballot"
    DO_NOT_CONTACT = "do not contact"
    CASE = "case open"
    TRIED_OUT = "no answer after all tries"
    WHO_KNOWS = "no working channel"
    NO_PAPER = "no paper can come"
    ENDED = "too late"


class Case(StrEnum):
    """What kind of case is opened for the organisers."""

    QUESTION = "question"
    COMPLAINT = "complaint"
    UPSET = "upset"
    REPLACEMENT = "replacement"
    DATA = "data"
    OTHER = "other"


COMPLAINTS = (Case.COMPLAINT, Case.UPSET)
"""What the log of complaints holds."""


class Late(StrEnum):
    """How late a promise is: past the last safe posting day, or the last possible."""

    UNSAFE = "past the last safe posting day"
    IMPOSSIBLE = "past the last possible posting day"


class Alarm(StrEnum):
    """What the organisers are told at once."""

    CANNOT_RETURN = "replacement cannot come back in time"
    PAUSE_TOO_LONG = "pause passes the last posting day"


@dataclass(frozen=True, slots=True)
class Facts:
    """What came with the outcome, then what was known before it.

    `day` is the day of the promise, `at` when to call back, `named` the same before it
    was moved into calling hours, `supposed` whether its hour was not said, `asked_on`
    when a replacement was asked for, `dead` the channel that is not the member's.
    `channels`
    are those that worked until now, best first; `tries` counts the unanswered tries in
    a row with this one; `promised` is the day of an earlier promise.
    """

    day: dt.date | None = None
    at: dt.datetime | None = None
    named: dt.datetime | None = None
    supposed: bool = False
    asked_on: dt.date | None = None
    channel: Channel | None = None
    dead: Channel | None = None
    hearsay: bool = False
    also: frozenset[Outcome] = frozenset()
    band: Band | None = None
    due_at: dt.datetime | None = None
    channels: tuple[Channel, ...] = ()
    tries: int = 1
    checked: bool = False
    promised: dt.date | None = None
    upset: bool = False
    """The advocate said so, by the button."""


@dataclass(frozen=True, slots=True)
class Next:
    """Where a member goes: a band with a time, or out of the queue with a reason.

    `kept_until` is until when only the same advocate gets the member. `channel` is
    the one to try next. `promise_day` is the promise that stands from now on.
    `not_come`: the paper is still on its way, none is lost.
    """

    band: Band | None = None
    due_at: dt.datetime | None = None
    out: Out | None = None
    whose: Whose = Whose.ANYBODY
    kept_until: dt.datetime | None = None
    promise_day: dt.date | None = None
    collection: dt.datetime | None = None
    late: Late | None = None
    channel: Channel | None = None
    dead: Channel | None = None
    case: Case | None = None
    paused_until: dt.datetime | None = None
    alarm: Alarm | None = None
    not_come: bool = False


def place_fields(step: Next) -> Fields:
    """Where a step puts a member: a band with a time, or out with a reason."""
    return {
        "band": int(step.band) if step.band is not None else None,
        "due_at": step.due_at,
        "out_reason": step.out.value if step.out else None,
        "paused_until": step.paused_until,
    }


def out_of_queue(why: Out) -> Fields:
    """Out of the queue with a reason, kept for nobody."""
    return place_fields(Next(out=why)) | {"kept_for": None, "kept_until": None}


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
        return self.now + queue_rules.wait(band, self.phase, self.settings)

    def not_before(self, band: Band, moment: dt.datetime) -> dt.datetime:
        """Tell the time to store so that no phase pulls a row before that moment."""
        phase = timetable.phase(self.ballot, moment)
        return queue_rules.reach(band, phase, moment, self.settings)

    def same(self, band: Band, due: dt.datetime) -> Next:
        """Due then, and kept for the advocate who took it."""
        kept = due + self.settings.ripe
        return Next(band, due, whose=Whose.SAME, kept_until=kept)
