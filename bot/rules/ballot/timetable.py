"""The posting clock: every date of a ballot, worked out back from its close."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from bot.rules.ballot import phases, post, workdays
from bot.rules.ballot.ballot import Ballot
from bot.rules.ballot.phases import Phase, Span

CUTOFF_DAYS = 5
"""Working days from the replacement cut-off to the close: PCS 2018 and 2019, UCU 2023,
UNISON 2015, 2021 and 2024."""

CUTOFF_HOUR = dt.time(12)
"""Noon: PCS 2018 and 2024, UNISON; others later in the day, so noon is safe."""

LANDING_DAYS = 5
"""Working days after opening in which papers are still landing."""


class Difference(NamedTuple):
    """A date that the union told and that differs from ours; the union's counts."""

    what: str
    told: dt.date
    computed: dt.date


@dataclass(frozen=True, slots=True)
class Timetable:
    """All dates of a ballot, in its zone; an online ballot has no posting days."""

    opens: dt.date | None
    replacements_from: dt.date | None
    replacement_cutoff: dt.datetime | None
    last_safe_posting: dt.date | None
    last_possible_posting: dt.date | None
    closes: dt.datetime
    odds: dict[str, float]
    phases: tuple[Span, ...]
    differences: tuple[Difference, ...]

    @property
    def last_day(self) -> dt.date:
        """The day the countdown counts to: the last posting day, else the close."""
        return self.last_safe_posting or self.closes.date()

    def phase(self, now: dt.datetime) -> Phase:
        """Tell the phase at an aware instant."""
        begun = (
            s.phase for s in reversed(self.phases) if not s.start or s.start <= now
        )
        return next(begun)

    def starts(self, phase: Phase) -> dt.datetime | None:
        """When a phase begins; None if it never does or has no beginning."""
        return next((s.start for s in self.phases if s.phase is phase), None)


@lru_cache(maxsize=4096)
def of(ballot: Ballot) -> Timetable:
    """Work out the timetable of a ballot.

    The union's own dates win over the computed.
    """
    safe = possible = None
    if ballot.by_post:
        safe = ballot.last_posting_day or post.last_safe(ballot)
        possible = max(post.last_possible(ballot), safe)
    cutoff = _cutoff(ballot)
    return Timetable(
        opens=ballot.opens,
        replacements_from=ballot.replacements_from or _landed(ballot),
        replacement_cutoff=cutoff,
        last_safe_posting=safe,
        last_possible_posting=possible,
        closes=ballot.local(ballot.closes),
        odds=_odds(ballot, safe, possible),
        phases=phases.spans(ballot, _landed(ballot), cutoff, possible),
        differences=tuple(_differences(ballot)),
    )


def phase(ballot: Ballot, now: dt.datetime) -> Phase:
    """Tell the phase of a ballot at an aware instant."""
    return of(ballot).phase(now)


class Stretch(NamedTuple):
    """How things stand from one change of a ballot's dates up to the next."""

    phase: Phase
    replaceable: bool
    since: dt.datetime | None
    until: dt.datetime | None


def stretch(ballot: Ballot, now: dt.datetime) -> Stretch:
    """Tell how things stand at an aware instant, since when and until when."""
    table = of(ballot)
    changes = {span.start for span in table.phases if span.start}
    if table.replacement_cutoff:
        changes.add(table.replacement_cutoff)
    return Stretch(
        table.phase(now),
        replaceable(ballot, now),
        max((change for change in changes if change <= now), default=None),
        min((change for change in changes if change > now), default=None),
    )


def promise_in_time(ballot: Ballot, promised: dt.date) -> bool:
    """Whether a promise for a day is collected by the last safe posting day."""
    table = of(ballot)
    if table.last_safe_posting is None:
        return promised <= table.closes.date()
    return post.next_collection(ballot, promised).date() <= table.last_safe_posting


def promise_possible(ballot: Ballot, promised: dt.date) -> bool:
    """Whether a promise for a day can still count at all."""
    table = of(ballot)
    if ballot.online or table.last_possible_posting is None:
        return promised <= table.closes.date()
    return post.next_collection(ballot, promised).date() <= table.last_possible_posting


def replaceable(ballot: Ballot, now: dt.datetime) -> bool:
    """Whether the union still takes requests for a replacement."""
    cutoff = of(ballot).replacement_cutoff
    return cutoff is None or now < cutoff


def as_json(ballot: Ballot) -> dict[str, Any]:
    """Give the timetable as `mantelpiece timetable --json` prints it."""
    table = of(ballot)
    return {
        "replacement_cutoff": _iso(table.replacement_cutoff),
        "last_safe_posting": _iso(table.last_safe_posting),
        "last_possible_posting": _iso(table.last_possible_posting),
        "closes": _iso(table.closes),
        "odds": table.odds,
        "phases": [
            {"phase": s.phase.value, "start": _iso(s.start), "end": _iso(s.end)}
            for s in table.phases
        ],
    }


def _iso(moment: dt.date | None) -> str | None:
    return moment.isoformat() if moment else None


def _cutoff(ballot: Ballot) -> dt.datetime | None:
    if ballot.replacement_cutoff:
        return ballot.local(ballot.replacement_cutoff)
    return _computed_cutoff(ballot) if ballot.by_post else None


def _computed_cutoff(ballot: Ballot) -> dt.datetime:
    closes = ballot.local(ballot.closes).date()
    return ballot.at(workdays.before(closes, CUTOFF_DAYS, ballot.nation), CUTOFF_HOUR)


def _landed(ballot: Ballot) -> dt.date | None:
    if ballot.opens is None:
        return None
    return workdays.after(ballot.opens, LANDING_DAYS, ballot.nation)


def _odds(
    ballot: Ballot, safe: dt.date | None, possible: dt.date | None
) -> dict[str, float]:
    days = {"last_safe": safe, "last_possible": possible}
    return {name: post.odds(ballot, day) for name, day in days.items() if day}


def _differences(ballot: Ballot) -> list[Difference]:
    if not ballot.by_post:
        return []
    cutoff = ballot.replacement_cutoff and ballot.today(ballot.replacement_cutoff)
    pairs = [
        ("replacement_cutoff", cutoff, _computed_cutoff(ballot).date()),
        ("last_safe_posting", ballot.last_posting_day, post.last_safe(ballot)),
    ]
    return [Difference(w, told, own) for w, told, own in pairs if told and told != own]


def collections_left(ballot: Ballot, now: dt.datetime) -> int:
    """Count the collections from today to the last posting day, both counted."""
    day, count = ballot.today(now), 0
    while day <= of(ballot).last_day:
        if post.is_collection(day, ballot):
            count += 1
        day += workdays.DAY
    return count


def days_left(ballot: Ballot, now: dt.datetime) -> tuple[dt.date, ...]:
    """List the days left to post, or to vote online.

    By post, today counts until its collection.
    """
    first, last = ballot.today(now), of(ballot).last_day
    left = (first + n * workdays.DAY for n in range((last - first).days + 1))
    if not ballot.by_post:
        return tuple(left) if now < ballot.closes else ()
    return tuple(
        day
        for day in left
        if post.is_collection(day, ballot)
        and ballot.at(day, post.collected_at(ballot, day)) > now
    )
