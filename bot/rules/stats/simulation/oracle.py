"""The best anybody could do who knows each member's nature: a bound, not an order."""

import math
from functools import cached_property

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation.branch import Branch, Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.world import NEVER, Intention

_SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Where the days until somebody posts are looked at, as shares of their spread."""


class Oracle:
    """Always tries whoever brings most papers now, by the branch's hidden state."""

    def __init__(self, branch: Branch, calendar: Calendar) -> None:
        self._branch, self._calendar = branch, calendar
        self._p = branch.p
        self._values: dict[int, float] = {}
        self._at: Moment | None = None
        self._tried: set[int] = set()
        self._gone: set[int] = set()

    def next(self, _advocate: int, moment: Moment) -> int | None:
        """Choose the member worth most; nobody twice at one moment."""
        if moment is not self._at:
            self._at, self._tried = moment, set()
            everybody = range(len(self._branch.world.people))
            self._values = {m: self._value(m, moment) for m in everybody}
        free = (m for m in self._values if m not in self._tried)
        best = max(free, key=self._values.__getitem__, default=None)
        if best is None or self._values[best] <= 0:
            return None
        self._tried.add(best)
        return best

    def learn(self, _advocate: int, member: int, moment: Moment, reply: Reply) -> None:
        """Look at a member anew after a contact; cross off who says that it is over."""
        if reply.outcome in (Outcome.VOTED, Outcome.NOT_VOTING):
            self._gone.add(member)
        self._values[member] = self._value(member, moment)

    def _value(self, member: int, moment: Moment) -> float:
        """Papers that a try at this member is expected to bring."""
        branch, p = self._branch, self._p
        person = branch.world.people[member]
        if member in self._gone or branch.posted[member] <= moment.time:
            return 0.0
        talks = person.answers[moment.slot] * (1.0 - float(p.answering.call_back))
        if branch.paper[member] > moment.time:
            return talks * self._of_a_paper(member, moment)
        intention = person.intention.name.lower()
        chance: float = (
            getattr(p.effect, intention) * p.effect.again ** branch.talks[member]
        )
        chance *= 1 - p.saying.overclaim
        gained = self._soon(moment.time) - self._odds(branch.posted[member])
        return float(talks * chance * max(gained, 0.0))

    def _of_a_paper(self, member: int, moment: Moment) -> float:
        """Papers that asking for a replacement brings where the paper is lost."""
        person = self._branch.world.people[member]
        lost = self._branch.paper[member] == NEVER
        late = moment.time >= self._calendar.cutoff
        if not lost or late or person.intention is Intention.AGAINST:
            return 0.0
        days = sum(self._p.replacement.days) / 2
        left = self._calendar.last - moment.time - days
        if left <= 0:
            return 0.0
        urge = -math.log(1 - getattr(self._p.posting, person.intention.name.lower()))
        fades = -math.log(self._p.posting.kept_daily)
        posts = 1 - math.exp(-urge * (1 - math.exp(-fades * left)) / fades)
        return float(self._p.replacement.asks * posts)

    def _soon(self, time: float) -> float:
        """Odds of a paper whose sender posts some days after a talk."""
        later = (time + day for day in self._days)
        return sum(map(self._odds, later)) / len(_SHARES)

    @cached_property
    def _days(self) -> tuple[float, ...]:
        mean = self._p.effect.days
        return tuple(-mean * math.log(1 - share) for share in _SHARES)

    def _odds(self, posted: float) -> float:
        odds = self._calendar.odds
        return odds[int(posted)] if posted < len(odds) else 0.0
