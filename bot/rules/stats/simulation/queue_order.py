"""The order of contact of this program, by its `queue_rules` and `next_step`."""

import datetime as dt
from bisect import insort
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache, partial
from operator import attrgetter

from bot.rules.ballot.ballot import Ballot
from bot.rules.outcomes import Channel, Outcome
from bot.rules.queue import index, own_log, queue_rules
from bot.rules.queue.bands import Band
from bot.rules.queue.queue_rules import Head
from bot.rules.replies import enter_queue, next_step, steps
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.world import World

_WAYS = (Channel.MOBILE,)
_imported = lru_cache(maxsize=512)(enter_queue.imported)


@cache
def _remembered(
    by_index: bool,
) -> tuple[Callable[..., tuple[queue_rules.Probe, ...]], Callable[..., steps.Next]]:
    """Give the rules with or without the index; each asks the same question once."""
    settings = queue_rules.DEFAULTS if by_index else queue_rules.BY_THE_RULES
    return (
        lru_cache(maxsize=512)(partial(queue_rules.probes, settings=settings)),
        lru_cache(maxsize=8192)(partial(next_step.after, settings=settings)),
    )


_PLACE = attrgetter("due_at", "member")
"""A member's place in a band: rows are ordered as the index is."""


class QueueOrder:
    """The queue, over one list for each band sorted by due time."""

    def __init__(
        self,
        world: World,
        calendar: Calendar,
        settings: queue_rules.Settings = queue_rules.DEFAULTS,
        *,
        learns: bool = False,
    ) -> None:
        self._weight, self._day = settings.learn_after if learns else 0, 0
        self._first = {index.TOLD: Counter[Outcome](), index.UNTOUCHED: Counter()}
        """What first tries came to, by what was known before."""
        self._calendar, self._settings = calendar, settings
        self._probes, self._after = _remembered(settings.by_index)
        self._seen: Counter[tuple[int, int]] = Counter()
        """Cards of an advocate on a day."""
        self._ballot: Ballot = calendar.ballot
        self._bands: dict[Band, list[Head]] = {band: [] for band in Band}
        self._taken: dict[int, Head] = {}
        self._silent: dict[int, int] = {}
        self._active: dict[int, dt.datetime] = {}
        opened = self._ballot.at(calendar.opens)
        self._told = [person.told is not None for person in world.people]
        for member, person in enumerate(world.people):
            told_on = None if person.told is None else calendar.date(person.told)
            status = "unknown" if told_on is None else "will_vote"
            self._put(member, _imported(status, told_on, self._ballot, opened), None)

    def next(self, advocate: int, moment: Moment) -> int | None:
        """Choose among the heads of the bands that are due."""
        if self._weight and moment.day > self._day:
            self._day = moment.day
            self._learn()
        if self._settings.untouched_every:
            seen = self._seen[advocate, moment.day]
            probes = queue_rules.probes(self._ballot, moment.at, self._settings, seen)
        else:
            probes = self._probes(self._ballot, moment.at)
        chosen = self._first_of(probes, advocate)
        if chosen is None:
            return None
        self._bands[chosen.band].remove(chosen)
        self._taken[chosen.member] = chosen
        self._seen[advocate, moment.day] += 1
        return chosen.member

    def _first_of(
        self, probes: tuple[queue_rules.Probe, ...], advocate: int
    ) -> Head | None:
        """Choose in the first band that has somebody; the later ones need no look."""
        for probe in probes:
            heads = self._heads(probe, advocate)
            if heads:
                chosen = queue_rules.choose(heads, (probe,), advocate)
                if chosen is not None:
                    return chosen
        return None

    def learn(self, advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Set the member's next step by the outcome."""
        self._active[advocate] = moment.at
        if member not in self._silent:
            told = self._told[member]
            self._first[index.TOLD if told else index.UNTOUCHED][reply.outcome] += 1
        unanswered = reply.outcome is Outcome.NO_ANSWER
        tries = self._silent.get(member, 0) + 1 if unanswered else 0
        self._silent[member] = tries
        row = self._taken.pop(member)
        facts = steps.Facts(
            day=None if reply.day is None else self._calendar.date(reply.day),
            channel=Channel.MOBILE,
            band=row.band,
            due_at=row.due_at,
            channels=_WAYS,
            tries=tries,
        )
        step = self._after(reply.outcome, facts, self._ballot, moment.at)
        self._put(member, step, advocate)

    def _learn(self) -> None:
        """Correct the index by what first tries have come to."""
        told, untouched = self._first[index.TOLD], self._first[index.UNTOUCHED]
        now = self._ballot.told_worth
        worth = own_log.told_worth(told, untouched, now, self._weight)
        self._ballot = replace(self._ballot, told_worth=worth)

    def _put(self, member: int, step: steps.Next, advocate: int | None) -> None:
        if step.band is None or step.due_at is None:
            return
        kept = step.whose is steps.Whose.SAME and step.kept_until is not None
        row = Head(
            member=member,
            band=step.band,
            due_at=step.due_at,
            kept_for=advocate if kept else None,
            kept_until=step.kept_until if kept else None,
            avoids=advocate if step.whose is steps.Whose.OTHER else None,
        )
        insort(self._bands[step.band], row, key=_PLACE)

    def _heads(self, probe: queue_rules.Probe, advocate: int) -> list[Head]:
        """List the first due row that is free and the first kept for the advocate."""
        free = own = None
        for row in self._bands[probe.band]:
            if row.due_at > probe.until:
                break
            if row.kept_for == advocate:
                own = row
                break
            if free is None and self._released(row, probe):
                free = row
                if not row.kept_until:
                    break
        return [row for row in (own, free) if row]

    def _released(self, row: Head, probe: queue_rules.Probe) -> bool:
        """Whether a row is kept for nobody, no longer, or for somebody inactive."""
        if row.kept_for is None or row.kept_until is None:
            return True
        active = self._active[row.kept_for]
        keeps = queue_rules.keeps(row.band, active, probe.until)
        return row.kept_until <= probe.kept or not keeps
