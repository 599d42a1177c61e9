"""Which nudges are due: facts in, planned nudges out, each under its own key.

A slot belongs to one instant, so whichever tick comes first after it plans it; asked
again, the same key comes out. Nothing here depends on how often the tick runs.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from bot.rules.ballot import hours, timetable, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import OVER
from bot.rules.nudges import planned_nudge, slots
from bot.rules.nudges.planned_nudge import Kind, PlannedNudge, Settings
from bot.rules.nudges.slots import Slot

_TO_GROUP = {Kind.COUNTDOWN, Kind.CUTOFF}


class Ripe(NamedTuple):
    """A promise or call-back that an advocate keeps, and when it is or was due.

    Where it was recorded after that time, the time of recording.
    """

    person: int
    at: dt.datetime


class Held(NamedTuple):
    """A card that lapses."""

    claim: int
    person: int
    until: dt.datetime


class Pledged(NamedTuple):
    """Contacts pledged for a time."""

    pledge: int
    person: int
    at: dt.datetime


class OpenCase(NamedTuple):
    """A case that waits for its answer, and who is to be told."""

    case: int
    people: tuple[int, ...]
    reply_by: dt.datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What the nudges are planned from.

    `since` is the last tick, or when the ballot was linked. `active_days` are the
    ballot's days on which anything was recorded since the digest before.
    """

    since: dt.datetime
    group: bool = False
    organisers: tuple[int, ...] = ()
    advocates: tuple[int, ...] = ()
    ripe: tuple[Ripe, ...] = ()
    held: tuple[Held, ...] = ()
    pledged: tuple[Pledged, ...] = ()
    cases: tuple[OpenCase, ...] = ()
    active_days: frozenset[dt.date] = frozenset()
    closed_at: dt.datetime | None = None


def due(
    ballot: Ballot,
    facts: Facts,
    now: dt.datetime,
    settings: Settings = planned_nudge.DEFAULTS,
) -> tuple[PlannedNudge, ...]:
    """List the nudges whose slot began after `facts.since` and up to now."""
    every = [
        *_common(ballot, facts, now, settings),
        *_ripe(ballot, facts.ripe, settings),
        *_lapsing(ballot, facts.held, settings),
        *_pledged(ballot, facts.pledged),
        *_overdue(ballot, facts, now),
    ]
    begun = (nudge for nudge in every if facts.since < nudge.send_from <= now)
    return tuple({nudge.key: nudge for nudge in begun}.values())


def _common(
    ballot: Ballot, facts: Facts, now: dt.datetime, settings: Settings
) -> Iterator[PlannedNudge]:
    """List what goes to the group, to every organiser and to every advocate."""
    digests = (slots.digest(ballot, day, settings) for day in facts.active_days)
    for slot in (*slots.fixed(ballot, settings, facts.closed_at), *digests):
        if not facts.since < slot.start <= now:
            continue
        if slot.kind in _TO_GROUP and facts.group:
            yield _nudge(ballot, slot)
        if slot.kind in planned_nudge.TO_EACH_ORGANISER:
            yield from (_nudge(ballot, slot, who) for who in facts.organisers)
        if slot.kind in planned_nudge.TO_EACH_ADVOCATE:
            yield from (_nudge(ballot, slot, who) for who in facts.advocates)


def _ripe(
    ballot: Ballot, ripe: Iterable[Ripe], settings: Settings
) -> Iterator[PlannedNudge]:
    """Merge what ripens in one quarter of an hour, or over night, into one slot."""
    for person, at in ripe:
        start = hours.earliest(ballot, _round_up(at, settings.ripe_every), hours.LOUD)
        if timetable.phase(ballot, start) not in OVER:
            end = start + settings.ripe_until
            slot = Slot(Kind.RIPE, start.astimezone(dt.UTC).isoformat(), start, end)
            yield _nudge(ballot, slot, person)


def _lapsing(
    ballot: Ballot, held: Iterable[Held], settings: Settings
) -> Iterator[PlannedNudge]:
    for claim, person, until in held:
        name = f"{claim} {until.astimezone(dt.UTC).isoformat()}"
        slot = Slot(Kind.LAPSE, name, until - settings.lapse_ahead, until)
        yield _nudge(ballot, slot, person, claim)


def _pledged(ballot: Ballot, pledged: Iterable[Pledged]) -> Iterator[PlannedNudge]:
    """Remind of a pledge on its own day only."""
    for pledge, person, at in pledged:
        end = ballot.at(ballot.today(at), hours.LOUD.end)
        slot = Slot(Kind.PLEDGE, str(pledge), at, end)
        yield _nudge(ballot, slot, person, pledge)


def _overdue(ballot: Ballot, facts: Facts, now: dt.datetime) -> Iterator[PlannedNudge]:
    """Remind at the reply-by time, then every day at that hour."""
    for case, people, reply_by in facts.cases:
        first = ballot.local(reply_by)
        late = max((facts.since - reply_by).days - 1, 0)
        for days in range(late, (now - reply_by).days + 2):
            at = ballot.at(first.date() + days * workdays.DAY, first.time())
            start = hours.earliest(ballot, at, hours.LOUD)
            slot = Slot(Kind.CASE, f"{case} {days}", start, start + workdays.DAY)
            yield from (_nudge(ballot, slot, who, case) for who in people)


def _nudge(
    ballot: Ballot, slot: Slot, person: int | None = None, about: int | None = None
) -> PlannedNudge:
    kind, name, start, end = slot
    return PlannedNudge(ballot.id, kind, name, start, end, person, about)


def _round_up(moment: dt.datetime, step: dt.timedelta) -> dt.datetime:
    """Round up in UTC, where clock changes repeat no quarter of an hour."""
    utc = moment.astimezone(dt.UTC)
    midnight = utc.replace(hour=0, minute=0, second=0, microsecond=0)
    return utc + (midnight - utc) % step
