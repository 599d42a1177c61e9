"""What each kind of nudge says: counts for a group, initials in private."""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from bot.rules.ballot.ballot import Ballot
from bot.rules.privacy.retention import UnfinishedWork
from bot.rules.stats.stats_report import Report


@dataclass(frozen=True, slots=True)
class Countdown:
    """To the group: how far we are; `evening` is the second post of a day."""

    ballot: Ballot
    now: dt.datetime
    reported: int
    base: int
    evening: bool


@dataclass(frozen=True, slots=True)
class Cutoff:
    """The replacement cut-off is ahead; `without` have no paper (for organisers).

    `asked` wait for another that they or somebody asked for.
    """

    ballot: Ballot
    now: dt.datetime
    to_group: bool
    without: int
    asked: int


class Due(NamedTuple):
    """A member to ask, by initials, and since when."""

    member: int
    initials: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class Ripe:
    """Promises and call-backs to ask after."""

    ballot: Ballot
    now: dt.datetime
    promises: tuple[Due, ...]
    call_backs: tuple[Due, ...]

    @property
    def all(self) -> tuple[Due, ...]:
        """Every member it names, the most urgent first."""
        return (*self.call_backs, *self.promises)


@dataclass(frozen=True, slots=True)
class Handed:
    """What was kept goes to anybody."""

    ballot: Ballot


@dataclass(frozen=True, slots=True)
class Lapse:
    """A card lapses soon."""

    ballot: Ballot
    initials: str
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Pledge:
    """So many contacts pledged, so many made today."""

    ballot: Ballot
    contacts: int
    done: int


@dataclass(frozen=True, slots=True)
class Digest:
    """The evening summary for organisers: the work since the last, or of the day."""

    ballot: Ballot
    since: dt.datetime
    report: Report
    needs: int
    cases: int
    overdue: int
    log: str = ""
    """How far the audit log goes, as a code."""
    log_lost: bool = False


@dataclass(frozen=True, slots=True)
class Overdue:
    """A case should have been answered by now."""

    ballot: Ballot
    case: int
    kind: str
    initials: str
    reply_by: dt.datetime


@dataclass(frozen=True, slots=True)
class Purge:
    """Some days before the purge: what has not left yet."""

    ballot: Ballot
    day: dt.date
    left: UnfinishedWork


@dataclass(frozen=True, slots=True)
class Survey:
    """The ballot has closed: how was it?"""

    ballot: Ballot


ToGroup = Countdown | Cutoff
NudgeFacts = (
    ToGroup | Ripe | Handed | Lapse | Pledge | Digest | Overdue | Survey | Purge
)
