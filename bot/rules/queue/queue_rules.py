"""Who comes next: bands, their order in each phase, and how far each band reaches."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase
from bot.rules.queue import bands, index
from bot.rules.queue.bands import Band, Order

_KEPT = {Band.CALL_BACK, Band.PROMISE}


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting of the queue; the config overrides them."""

    by_index: bool = True
    """Whether the index orders the bands and moves members; else the plain rules."""
    learn_after: int = 300
    """After so many first tries the branch's own log counts as much as the index."""
    orders: Mapping[Phase, Order] = field(default_factory=lambda: index.ORDERS)
    waits: Mapping[Band, dt.timedelta] = field(default_factory=lambda: bands.WAITS)
    short_wait: dt.timedelta = dt.timedelta(hours=12)
    lease: dt.timedelta = dt.timedelta(minutes=60)
    lease_after_message: dt.timedelta = dt.timedelta(hours=24)
    active: dt.timedelta = dt.timedelta(hours=48)
    ripe: dt.timedelta = dt.timedelta(hours=24)
    wait: dt.timedelta = dt.timedelta(hours=24)
    tries: int = 4
    pause: dt.timedelta = dt.timedelta(days=7)
    open: int = 3
    hour: int = 15
    day: int = 60
    waiting: int = 15
    untouched_every: int = 0
    """Near the cut-off each so many-th card is for somebody never contacted."""
    households: bool = True
    """Whether members who are rung on one number are handed together."""
    organiser_hour: int = 45
    organiser_day: int = 200
    practice_first: bool = False
    """A scene of practice has to be finished before somebody's first card."""


DEFAULTS = Settings()
BY_THE_RULES = Settings(by_index=False, orders=bands.ORDERS)


class Probe(NamedTuple):
    """One look-up: rows of a band with `due_at <= until`.

    A row kept for another advocate is passed over unless its `kept_until <= kept`.
    """

    band: Band
    until: dt.datetime
    kept: dt.datetime


class Head(NamedTuple):
    """A member who could come next, as the choice sees one."""

    member: int
    band: Band
    due_at: dt.datetime
    kept_for: int | None = None
    kept_until: dt.datetime | None = None
    avoids: int | None = None


def order(
    ballot: Ballot, now: dt.datetime, settings: Settings = DEFAULTS, seen: int = 0
) -> Order:
    """List the bands that give cards now, first come first.

    `seen`: how many cards the advocate had today, where a share of them is set aside.

    The last posting days may begin before the replacement cut-off (second class, noon
    closes): until it has passed, a lost paper can still be replaced.
    """
    phase = timetable.phase(ballot, now)
    given = settings.orders[phase]
    if settings.by_index and given == index.ORDERS[phase]:
        given = index.ordered(given, ballot.told_worth)
    replaceable = timetable.replaceable(ballot, now) and Band.NO_PAPER not in given
    if phase is Phase.LAST_DAYS and replaceable:
        place = given.index(Band.CALL_BACK) + 1 if Band.CALL_BACK in given else 0
        given = (*given[:place], Band.NO_PAPER, *given[place:])
    share = settings.untouched_every
    if phase is Phase.CUTOFF_NEAR and share and not (seen + 1) % share:
        given = bands.untouched_first(given)
    return bands.with_pins(given)


def probes(
    ballot: Ballot, now: dt.datetime, settings: Settings = DEFAULTS, seen: int = 0
) -> tuple[Probe, ...]:
    """List the look-ups for the next member, in order: one a band."""
    phase = timetable.phase(ballot, now)
    kept = now + settings.ripe - ripe_after(phase, settings)
    return tuple(
        Probe(band, reach(band, phase, now, settings), kept)
        for band in order(ballot, now, settings, seen)
    )


def reach(
    band: Band, phase: Phase, now: dt.datetime, settings: Settings = DEFAULTS
) -> dt.datetime:
    """Until when a stored `due_at` counts as due now.

    Rows keep their ordinary waits; where the phase shrinks a wait, the bound moves.
    """
    usual = settings.waits.get(band)
    if usual is None or not _shrinks(band, phase):
        return now
    return now + max(usual - settings.short_wait, dt.timedelta(0))


def wait(band: Band, phase: Phase, settings: Settings = DEFAULTS) -> dt.timedelta:
    """How long a row of a band is put off: the wait as stored, see `reach`.

    Bands that `reach` never pulls forward are put off briefly in the last days.
    """
    short = settings.short_wait if phase is Phase.LAST_DAYS else settings.wait
    return settings.waits.get(band, short)


def rest(tries: int, phase: Phase, settings: Settings = DEFAULTS) -> dt.timedelta:
    """How long somebody who did not answer is left alone: twice as long each time.

    In the last posting days always briefly, for then nobody is given up.
    """
    if phase is Phase.LAST_DAYS:
        return settings.short_wait
    longer: int = 2 ** (max(tries, 1) - 1)
    return settings.waits[Band.NO_ANSWER] * longer


def due_from(
    band: Band, due_at: dt.datetime, phase: Phase, settings: Settings = DEFAULTS
) -> dt.datetime:
    """When a stored row comes due in this phase: the reverse of `reach`."""
    return due_at - (reach(band, phase, due_at, settings) - due_at)


def ripe_after(phase: Phase, settings: Settings = DEFAULTS) -> dt.timedelta:
    """How long a ripe promise or call-back stays with the advocate who took it."""
    return settings.short_wait if phase is Phase.LAST_DAYS else settings.ripe


def choose(
    heads: Iterable[Head], probes: tuple[Probe, ...], advocate: int
) -> Head | None:
    """Choose the next member for an advocate."""
    places = {probe.band: place for place, probe in enumerate(probes)}

    def rank(head: Head) -> tuple[int, bool, bool, dt.datetime, int]:
        mine = head.kept_for == advocate
        avoided = head.avoids == advocate
        return (places[head.band], not mine, avoided, head.due_at, head.member)

    due = (
        h
        for h in heads
        if h.band in places and _free(h, probes[places[h.band]], advocate)
    )
    return min(due, key=rank, default=None)


def _free(head: Head, probe: Probe, advocate: int) -> bool:
    others = head.kept_for not in {None, advocate}
    if others and head.kept_until and head.kept_until > probe.kept:
        return False
    return head.due_at <= probe.until


def keeps(
    band: Band,
    last_active: dt.datetime,
    now: dt.datetime,
    settings: Settings = DEFAULTS,
) -> bool:
    """Whether an advocate keeps a member: promises and call-backs, while active."""
    return band in _KEPT and now - last_active <= settings.active


def _shrinks(band: Band, phase: Phase) -> bool:
    asks_for_paper = phase is Phase.CUTOFF_NEAR and band is Band.NO_PAPER
    return phase is Phase.LAST_DAYS or asks_for_paper
