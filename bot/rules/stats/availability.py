"""How many members can be handed out now, and what blocks the others until when."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.rules.ballot import timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import queue_rules
from bot.rules.queue.bands import Band
from bot.rules.replies.steps import Out
from bot.rules.stats.stats_report import Block, Blocked, First

OUT = {
    Out.CASE: Block.CASE,
    Out.TRIED_OUT: Block.TRIED_OUT,
    Out.WHO_KNOWS: Block.NO_WAY,
    Out.NO_PAPER: Block.NO_PAPER,
}
_PAPER = (Band.NO_PAPER, Band.REPLACEMENT)


class Queued(NamedTuple):
    """Members of a band, held ones too: due now, due later, the first time of those."""

    due: int
    later: int
    first: dt.datetime | None


class Held(NamedTuple):
    """A member on somebody's card, or waiting for the answer to a message."""

    band: Band | None
    due_at: dt.datetime | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class Availability:
    """How many members can be handed out, and why the others cannot."""

    ready: int
    first: First | None
    open_cards: int
    promises_due: int
    blocked: tuple[Blocked, ...]


def of(
    ballot: Ballot,
    now: dt.datetime,
    queued: Mapping[Band, Queued],
    held: Iterable[Held],
    out: Mapping[str, int],
    settings: queue_rules.Settings = queue_rules.DEFAULTS,
) -> Availability:
    """Sum up who can be handed out; `queued` is split at `until` of each band."""
    held = list(held)
    waiting = sum(one.waiting for one in held)
    members = Counter({OUT[why]: out.get(why, 0) for why in OUT})
    members |= {Block.HELD: len(held) - waiting, Block.WAITING: waiting}
    first: dict[Block, dt.datetime] = {}
    ready, order = 0, queue_rules.order(ballot, now, settings)
    free = _without_held(queued, held, ballot, now, settings)
    for band, one in free.items():
        if band in order:
            ready += one.due
            why = Block.REPLACEMENT if band is Band.REPLACEMENT else Block.LATER
            members[why] += one.later
            _keep_earliest(first, why, one.first)
            continue
        served = _served_from(ballot, now, band, settings)
        if served is not None:
            members[Block.LATER] += one.due + one.later
            _keep_earliest(first, Block.LATER, served)
        elif order and band in _PAPER:
            members[Block.NO_PAPER] += one.due + one.later
    firsts = (First(band, free[band].due) for band in order if band in free)
    return Availability(
        ready=ready,
        first=next((one for one in firsts if one.members), None),
        open_cards=len(held) - waiting,
        promises_due=queued[Band.PROMISE].due if Band.PROMISE in queued else 0,
        blocked=tuple(Blocked(why, members[why], first.get(why)) for why in Block),
    )


def until(
    ballot: Ballot,
    now: dt.datetime,
    band: Band,
    settings: queue_rules.Settings = queue_rules.DEFAULTS,
) -> dt.datetime:
    """Give the time up to which a stored due time of this band counts as due now."""
    return queue_rules.reach(band, timetable.phase(ballot, now), now, settings)


def _without_held(
    queued: Mapping[Band, Queued],
    held: Iterable[Held],
    ballot: Ballot,
    now: dt.datetime,
    settings: queue_rules.Settings,
) -> dict[Band, Queued]:
    """Take the held members out of the queue; due times as they are in this phase."""
    phase = timetable.phase(ballot, now)
    due, later = Counter[Band](), Counter[Band]()
    for one in held:
        if one.band is not None and one.due_at is not None:
            if one.due_at <= until(ballot, now, one.band, settings):
                due[one.band] += 1
            else:
                later[one.band] += 1
    return {
        band: Queued(
            max(0, all_.due - due[band]),
            max(0, all_.later - later[band]),
            all_.first and queue_rules.due_from(band, all_.first, phase, settings),
        )
        for band, all_ in queued.items()
    }


def _served_from(
    ballot: Ballot, now: dt.datetime, band: Band, settings: queue_rules.Settings
) -> dt.datetime | None:
    """Find when the next phase begins that gives cards of this band."""
    starts = (span.start for span in timetable.of(ballot).phases if span.start)
    ahead = (start for start in starts if start > now)
    return next(
        (s for s in ahead if band in queue_rules.order(ballot, s, settings)), None
    )


def _keep_earliest(
    first: dict[Block, dt.datetime], why: Block, moment: dt.datetime | None
) -> None:
    if moment is not None:
        first[why] = min(first.get(why, moment), moment)
