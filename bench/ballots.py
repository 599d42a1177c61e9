"""Invented ballots, drawn member by member from the stated model of turnout."""

import datetime as dt
import functools
import itertools
import math
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.outcomes import Outcome
from bot.rules.stats import turnout
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout.log_odds import expit, logit

S = turnout.Settings()
AGES = range(16)  # days since a promise
TODAY = dt.date(2026, 5, 20)


@dataclass(frozen=True)
class World:
    """What holds for all ballots of a row; what is None is drawn from the model."""

    name: str
    overclaim: float | None = None
    silent: float | None = None
    kept: float | None = None
    answers: int | None = None  # how many members have answered, about
    uneven: float = 0.0  # log-odds by which contact follows the willing workplaces
    listed: float = 1.0  # share of the entitled on the list
    official: bool = False  # somebody counts the papers in today


@dataclass(frozen=True)
class Seen:
    """What the branch knows, and the true turnout."""

    facts: turnout.Facts
    truth: float

    @property
    def plain(self) -> float:
        return self.facts.counts.reported / max(1, self.facts.counts.listed)


def near(rng: random.Random, share: float, spread: float) -> float:
    """Draw a share with a spread in log-odds."""
    return expit(rng.gauss(logit(share), spread))


def learnt(rng: random.Random, share: float, weight: float) -> float:
    """Draw a share as an assumption of that weight says."""
    return rng.betavariate(share * weight, (1 - share) * weight)


@functools.cache
def kept_by(days: int) -> float:
    """Share of the kept promises that are kept within so many days."""
    return 1 - (1 - S.posting_per_day) ** days


class Ballot:
    """One ballot in a world, `left` posting days before its end."""

    def __init__(self, world: World, rng: random.Random, left: int) -> None:
        self.world, self.rng, self.left = world, rng, left
        self.entitled = round(math.exp(rng.uniform(math.log(300), math.log(5000))))
        self.listed = round(self.entitled * world.listed)
        self.true = self._true()
        self.mix = self._mix()
        drawn = rng.gauss(S.silent, S.silent_spread)
        self.silent = drawn if world.silent is None else world.silent
        self.asking = rng.gauss(S.untouched, S.untouched_spread)
        self.outside = rng.gauss(S.unlisted, S.unlisted_spread)
        self.along = expit(rng.gauss(logit(self._along()), S.along_spread))
        self.answering = rng.uniform(0.3, 0.7)
        self.effort = rng.uniform(0.1, 0.9) * (1 - left / 20)
        if world.answers:
            self.effort = min(0.95, world.answers / self.listed / self.answering)
        self.counts, self.ages = turnout.Counts(), Counter[int]()
        self.counted = self.posted = 0

    def _true(self) -> dict[Standing, float]:
        """Share of members whose votes are counted, for each standing."""
        w, rng = self.world, self.rng
        arrives = 1 - S.lost_in_time
        soon = kept_by(self.left) * arrives
        over = w.overclaim or near(rng, S.overclaim, S.overclaim_spread)
        kept = w.kept or learnt(rng, S.kept, S.kept_weight)
        return {
            Standing.VOTED: (1 - over) * arrives,
            Standing.PROMISED: kept * arrives,  # times what its age leaves time for
            Standing.REPLACEMENT_REQUESTED: learnt(
                rng, S.replacement, S.replacement_weight
            )
            * soon,
            Standing.UNDECIDED: learnt(rng, S.undecided, S.undecided_weight) * soon,
            Standing.NOT_VOTING: near(rng, S.refused, S.refused_spread),
        }

    def _mix(self) -> dict[Standing, float]:
        """Share of each standing among members who answered; votes grow day by day."""
        voted = self.rng.uniform(0.2, 0.7) * (1 - self.left / 20)
        rest = {
            Standing.PROMISED: self.rng.uniform(1, 6),
            Standing.REPLACEMENT_REQUESTED: self.rng.uniform(0, 1),
            Standing.UNDECIDED: self.rng.uniform(0.3, 2),
            Standing.NOT_VOTING: self.rng.uniform(0.5, 4),
        }
        total = sum(rest.values()) / (1 - voted)
        return {Standing.VOTED: voted} | {s: w / total for s, w in rest.items()}

    def _along(self) -> float:
        """Share posted by now, of the counted papers of members who answered."""
        worth = {s: share * self.true[s] for s, share in self.mix.items()}
        promised = worth[Standing.PROMISED]
        ripe = promised * sum(map(kept_by, AGES)) / len(AGES)
        timely = promised * sum(kept_by(a + self.left) for a in AGES) / len(AGES)
        told = worth[Standing.VOTED] + ripe
        return told / (sum(worth.values()) - promised + timely)

    def play(self) -> Seen:
        """Contact the members, workplace by workplace, then count the votes."""
        places = self.rng.randint(5, 25)
        for place in range(places):
            self._workplace(
                *(
                    n // places + (place < n % places)
                    for n in (self.listed, self.entitled - self.listed)
                )
            )
        return Seen(self._facts(), self.counted / self.entitled)

    def _workplace(self, listed: int, outside: int) -> None:
        rng, lean = self.rng, self.rng.gauss(0, 0.4)
        here = leaning(self.mix, lean)
        willing = sum(here[s] * self.true[s] for s in here)
        mute = expit(logit(willing) + self.silent)
        tried = self.answering * willing + (1 - self.answering) * mute
        untold = expit(logit(tried) + self.asking)
        asked = near(rng, self.effort, 0.7)
        asked = expit(logit(asked) + self.world.uneven * lean / 0.4)
        states, weights = list(here), list(itertools.accumulate(here.values()))
        for _ in range(listed):
            if rng.random() >= asked:
                self._unheard(Standing.UNTOUCHED, untold)
            elif rng.random() >= self.answering:
                self._unheard(Standing.NO_ANSWER, mute)
            else:
                self._heard(rng.choices(states, cum_weights=weights)[0])
        unlisted = expit(logit(untold) + self.outside)
        for _ in range(outside):
            self._unheard(None, unlisted)

    def _unheard(self, state: Standing | None, chance: float) -> None:
        if state:
            self.counts[state] += 1
        if self.rng.random() < chance:
            self.counted += 1
            self.posted += self.rng.random() < self.along

    def _heard(self, state: Standing) -> None:
        self.counts[state] += 1
        chance, age = self.true[state], self.rng.choice(AGES)
        posted = float(state is Standing.VOTED)
        if state is Standing.PROMISED:
            self.ages[age] += 1
            timely = kept_by(age + self.left)
            chance *= timely
            posted = kept_by(age) / timely if timely else 0.0
        if self.rng.random() < chance:
            self.counted += 1
            self.posted += self.rng.random() < posted

    def _facts(self) -> turnout.Facts:
        days = tuple(TODAY + dt.timedelta(days=n) for n in range(self.left))
        again = self.ages.total() // 3  # promises that were asked again
        says = min(0.95, self.true[Standing.PROMISED] / self.true[Standing.VOTED])
        kept = sum(self.rng.random() < says for _ in range(again))
        checked = {Outcome.VOTED: kept, Outcome.WILL_POST: again - kept}
        official = turnout.Official(self.posted, TODAY) if self.world.official else None
        return turnout.Facts(
            counts=self.counts,
            today=TODAY,
            posting_days=days,
            entitled=self.entitled,
            promise_ages=self.ages,
            contacts={Standing.PROMISED: checked},
            official=official,
        )


def leaning(mix: Mapping[Standing, float], odds: float) -> dict[Standing, float]:
    """Shift the standings for a workplace that is more, or less, willing."""
    tilt = {
        Standing.VOTED: odds,
        Standing.PROMISED: odds / 2,
        Standing.NOT_VOTING: -odds,
    }
    tilted = {s: w * math.exp(tilt.get(s, 0.0)) for s, w in mix.items()}
    total = sum(tilted.values())
    return {s: w / total for s, w in tilted.items()}
