"""What an organiser sees of the nudges: what will go when, and what became of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.rules.ballot import workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.nudges import planned_nudge, slots
from bot.rules.nudges.planned_nudge import Kind


class Coming(NamedTuple):
    """A nudge that will be planned: what, when, to how many."""

    kind: Kind
    at: dt.datetime
    to: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """The plan of a ballot's nudges as `/nudges` shows it.

    `ripening` promises and call-backs come due within a day, to so many advocates.
    `ended` counts what became of nudges by (state, reason).
    """

    ballot: Ballot
    now: dt.datetime
    paused: bool
    group_muted: bool
    groups: int
    coming: tuple[Coming, ...]
    ripening: int
    advocates: int
    pledges: int
    muted: int
    ended: Mapping[tuple[str, str], int]


def coming(
    ballot: Ballot,
    now: dt.datetime,
    groups: int,
    organisers: int,
    advocates: int,
    closed_at: dt.datetime | None = None,
    settings: planned_nudge.Settings = planned_nudge.DEFAULTS,
) -> tuple[Coming, ...]:
    """List the nudges that the dates bring; today's digest only before its time."""
    to = {
        Kind.COUNTDOWN: groups,
        Kind.CUTOFF: groups + organisers,
        Kind.SURVEY: advocates,
        Kind.PURGE: organisers,
        Kind.DIGEST: organisers,
    }
    today = ballot.today(now)
    digests = (
        slots.digest(ballot, today + ahead * workdays.DAY, settings) for ahead in (0, 1)
    )
    every = (*slots.fixed(ballot, settings, closed_at), *digests)
    ahead = [slot for slot in every if slot.start > now]
    return tuple(
        Coming(slot.kind, slot.start, to[slot.kind])
        for slot in sorted(ahead, key=lambda slot: slot.start)
    )
