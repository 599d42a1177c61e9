"""What can be believed of each member by what they said and when: no hidden state.

A chance for each intention, each way to answer, and where the paper is: with somebody
who will post it unasked or not at all, with somebody whom a talk has moved, posted,
or lost. The assumptions are the model's own.
"""

import itertools
import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation.branch import Reply
from bot.rules.stats.simulation.calendar import EVENING, LUNCH, Calendar, Moment
from bot.rules.stats.simulation.parameters import Parameters
from bot.rules.stats.simulation.world import Intention

Chances = NDArray[np.float64]

_SHARES = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Where the days until somebody posts are looked at, as shares of their spread."""
_LEANS = ((-math.sqrt(3), 1 / 6), (0.0, 2 / 3), (math.sqrt(3), 1 / 6))
_HOURS = ((-1.0, 0.5), (1.0, 0.5))
"""Points and weights that stand for a bell curve."""
_IDLE, _MOVED, _POSTED, _LOST = range(4)
_GOES_ON = (Outcome.NO_ANSWER, Outcome.CALL_BACK)
_NO_PAPER = (Outcome.NEEDS_REPLACEMENT, Outcome.REPLACEMENT_REQUESTED)


class Beliefs:
    """Beliefs about members, each by the day they told the union (None: never)."""

    def __init__(
        self, p: Parameters, calendar: Calendar, told: Iterable[int | None]
    ) -> None:
        self._p, self._calendar = p, calendar
        self._answers, weights = _answering(p)
        lost = p.members.paper_lost
        places = np.array([1 - lost, 0.0, 0.0, lost])
        of_told = _of(p.members, "") * _told(p)
        of_others = _of(p.members, "") * (1 - _told(p))
        kinds = {
            known: shares[:, None, None] * weights[None, :, None] * places
            for known, shares in ((True, of_told), (False, of_others))
        }
        self._chances: Chances = np.array([kinds[day is not None] for day in told])
        self._talks = np.zeros(len(self._chances))
        self._normalise(slice(None))
        self._time = float(p.members.landing_days[1])
        self._effect = _of(p.effect, "")
        self._urge = -np.log(1 - _of(p.posting, ""))
        self._fades = -math.log(p.posting.kept_daily)
        self._landed = sum(p.members.landing_days) / 2

    def pass_until(self, time: float) -> None:
        """Let some post, unasked or moved, up to a time in days since the opening."""
        stay = self._unposted(time) / self._unposted(self._time)
        self._post(_IDLE, stay[None, :, None])
        self._post(_MOVED, math.exp(-(time - self._time) / self._p.effect.days))
        self._time = time

    def _post(self, place: int, stay: Chances | float) -> None:
        before = self._chances[..., place]
        after = before * stay
        self._chances[..., _POSTED] += before - after
        self._chances[..., place] = after

    def _unposted(self, time: float) -> Chances:
        """Share of each intention that has not posted unasked by then."""
        passed = 1 - math.exp(-self._fades * max(time - self._landed, 0.0))
        return np.exp(-self._urge * passed / self._fades)

    def learn(self, member: int, slot: int, reply: Reply) -> None:
        """Believe what a contact came to."""
        mine, answers = self._chances[member], self._answers[slot]
        said = reply.outcome
        if said is Outcome.NO_ANSWER:
            mine *= (1 - answers)[..., None]
        else:
            mine *= answers[..., None]
        if said in _NO_PAPER:
            mine[..., :_LOST] = 0.0
            mine[Intention.AGAINST] = 0.0
        elif said not in _GOES_ON:
            self._talked(mine, member, said)
        if said is Outcome.REPLACEMENT_REQUESTED:
            mine[:] = 0.0
        else:
            self._normalise(member)

    def _talked(self, mine: Chances, member: int, said: Outcome) -> None:
        mine[..., [_POSTED, _LOST]] = 0.0
        mine *= _saying(self._p, said)[:, None, None]
        moved = mine[..., _IDLE] * self._moves(member)[:, None]
        mine[..., _IDLE] -= moved
        mine[..., _MOVED] += moved
        self._talks[member] += 1

    def _moves(self, member: int) -> Chances:
        again: float = self._p.effect.again ** self._talks[member]
        return self._effect * again

    def _normalise(self, which: int | slice) -> None:
        total = self._chances[which].sum(axis=(-3, -2, -1), keepdims=True)
        self._chances[which] /= np.maximum(total, 1e-300)

    def of_a_talk(self, time: float) -> Chances:
        """Papers a talk now brings, by member, intention and way to answer."""
        p = self._p
        again = p.effect.again**self._talks
        gain = np.maximum(self._soon(time) - self._alone(time), 0.0)
        each = (1 - p.saying.overclaim) * self._effect * gain
        idle = self._chances[..., _IDLE] * each[:, None] * again[:, None, None]
        lost = self._chances[..., _LOST] * self._of_a_paper(time)[:, None]
        return np.asarray(idle + lost)

    def of_a_try(self, moment: Moment) -> Chances:
        """Papers that a try at each member is expected to bring now."""
        answers = self._answers[moment.slot] * (1 - self._p.answering.call_back)
        return np.asarray((self.of_a_talk(moment.time) * answers).sum(axis=(1, 2)))

    def of_saying(self, said: Outcome, moment: Moment) -> tuple[Chances, Chances]:
        """Chance that a try at each member ends in these words, and papers from it."""
        p = self._p
        again = p.effect.again**self._talks
        answers = self._answers[moment.slot] * (1 - p.answering.call_back)
        says = (1 - p.saying.overclaim) * _saying(p, said)
        reached = (self._chances * answers[..., None]).sum(axis=2)
        gain = np.maximum(self._soon(moment.time) - self._alone(moment.time), 0.0)
        brings = reached[..., _IDLE] @ (says * self._effect * gain) * again
        unposted = reached[..., _IDLE] + reached[..., _MOVED]
        return np.asarray(unposted @ says), np.asarray(brings)

    def of_answering(self, moment: Moment) -> Chances:
        """Chance that a try at each member is answered now."""
        chances = self._chances.sum(axis=-1) * self._answers[moment.slot]
        return np.asarray(chances.sum(axis=(1, 2)))

    def _of_a_paper(self, time: float) -> Chances:
        """Papers that asking for a replacement brings where the paper is lost."""
        left = self._calendar.last - time - sum(self._p.replacement.days) / 2
        if left <= 0 or time >= self._calendar.cutoff:
            return np.zeros(len(Intention))
        passed = (1 - math.exp(-self._fades * left)) / self._fades
        posts = self._p.replacement.asks * (1 - np.exp(-self._urge * passed))
        posts[Intention.AGAINST] = 0.0
        return np.asarray(posts)

    def _soon(self, time: float) -> float:
        """Odds of a paper whose sender posts some days after a talk."""
        mean = self._p.effect.days
        later = (time - mean * math.log(1 - share) for share in _SHARES)
        return sum(map(self._odds, later)) / len(_SHARES)

    def _alone(self, time: float) -> Chances:
        """Odds of a paper, by intention, of those who have not posted by then."""
        total, before = np.zeros(len(Intention)), self._unposted(time)
        start = before
        for day in range(int(time), len(self._calendar.odds)):
            after = self._unposted(max(day + 1.0, time))
            total += (before - after) * self._calendar.odds[day]
            before = after
        return np.asarray(total / start)

    def _odds(self, posted: float) -> float:
        odds = self._calendar.odds
        return odds[int(posted)] if posted < len(odds) else 0.0


def _of(table: object, suffix: str) -> Chances:
    """Read a figure of each intention."""
    names = (intention.name.lower() + suffix for intention in Intention)
    return np.array([float(getattr(table, name, 0.0)) for name in names])


def _told(p: Parameters) -> Chances:
    m = p.members
    return np.array([m.told_willing, m.told_willing, m.told_others, m.told_others])


def _saying(p: Parameters, said: Outcome) -> Chances:
    """How likely each intention is to say this."""
    will, will_not = _of(p.saying, "_will_post"), _of(p.saying, "_not_voting")
    if said is Outcome.WILL_POST:
        return will
    return will_not if said is Outcome.NOT_VOTING else 1 - will - will_not


def _answering(p: Parameters) -> tuple[Chances, Chances]:
    """How each way to answer does, by slot and intention; and how frequent each is."""
    a = p.answering
    means_to = np.array([0.5, 0.5, -0.5, -0.5]) * a.willing_first
    found: dict[int, list[Chances]] = {LUNCH: [], EVENING: []}
    weights = []
    for (lean, w), (day, w_day), (evening, w_evening) in itertools.product(
        _LEANS, _HOURS, _HOURS
    ):
        weights.append(a.personal * w * w_day * w_evening)
        own, half = means_to + lean * a.unlike, a.unlike / 2
        found[LUNCH].append(_moved(a.by_day, own + day * half))
        found[EVENING].append(_moved(a.evening, own + evening * half))
    for lean, w in _LEANS:
        weights.append((1 - a.personal) * w)
        for slot in (LUNCH, EVENING):
            found[slot].append(_moved(a.work_only, means_to + lean * a.unlike))
    by_slot = [np.array(found[slot]).T for slot in (LUNCH, EVENING)]
    return np.array(by_slot), np.array(weights)


def _moved(share: float, odds: Chances) -> Chances:
    return np.asarray(1 / (1 + (1 / share - 1) * np.exp(-odds)))
