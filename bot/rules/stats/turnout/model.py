"""The model: how many papers to expect, given the rates."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout.log_odds import expit
from bot.rules.stats.turnout.settings import Settings
from bot.rules.stats.turnout.values import LOST, REPORTED, SAID, Facts

_SPOKEN_WITH = (Standing.CALL_BACK, Standing.IN_A_CASE)
_NEVER_ASKED = (
    Standing.UNTOUCHED,
    Standing.NO_WAY_TO_REACH,
    Standing.DO_NOT_CONTACT,
)
_UNHEARD = (Standing.WILL_VOTE, Standing.NO_ANSWER, *_SPOKEN_WITH, *_NEVER_ASKED)


@dataclass(frozen=True, slots=True)
class Papers:
    """Expected papers: counted in the end, posted by now, and reported and believed.

    `noise` is the variance that pure chance adds when every rate is known.
    """

    final: float
    posted: float
    believed: float
    noise: float


class Model:
    """Computes the papers to expect of one ballot at any rates."""

    def __init__(self, facts: Facts, settings: Settings) -> None:
        self.facts = facts
        self.counts = facts.counts
        self.settings = settings
        self.in_time = 1 - _lost(facts, settings)
        later = len(facts.posting_days)
        stays = 1 - settings.posting_per_day
        ages = dict(facts.promise_ages) or {0: 1}
        total = sum(ages.values())
        # shares of promises to be kept: kept by now, in the days left, by the end
        self.ripe = 1 - sum(n * stays**age for age, n in ages.items()) / total
        self.soon = 1 - stays**later
        self.timely = 1 - (1 - self.ripe) * stays**later

    def papers(self, rates: Mapping[str, float]) -> Papers:
        """Compute the papers to expect at these rates (in log-odds)."""
        counts = self.counts
        worth = self._turnout_of_heard(rates)
        believed = sum(counts[s] * worth[s] for s in REPORTED)
        willing = self._willing(worth)
        worth |= self._turnout_of_silent(rates, willing)
        unlisted = _shifted(worth[Standing.UNTOUCHED], rates["unlisted"])
        outside = self.facts.unlisted * unlisted
        unheard = outside + sum(counts[s] * worth[s] for s in _UNHEARD)
        voted = counts[Standing.VOTED] * worth[Standing.VOTED]
        promised = counts[Standing.PROMISED] * worth[Standing.PROMISED]
        ripe = promised * self.ripe / self.timely if self.timely else 0.0
        heard = sum(counts[s] for s in SAID) * willing
        # of those who said nothing, as many have posted as of the others, or shifted
        along = (voted + ripe + 1) / (heard + 2)
        posted = unheard * _shifted(min(along, 0.99), rates["along"])
        chance = sum(counts[s] * w * (1 - w) for s, w in worth.items())
        return Papers(
            final=outside + sum(counts[s] * w for s, w in worth.items()),
            posted=believed + ripe + posted,
            believed=believed,
            noise=chance + outside * (1 - unlisted),
        )

    def worth(self, rates: Mapping[str, float]) -> dict[Standing, float]:
        """Compute the turnout to expect of the members of each standing."""
        worth = self._turnout_of_heard(rates)
        return worth | self._turnout_of_silent(rates, self._willing(worth))

    def _turnout_of_heard(self, rates: Mapping[str, float]) -> dict[Standing, float]:
        """Compute the turnout of the standings whose members said something."""
        arrives = 1 - self.settings.lost_in_time
        turnout = {
            Standing.VOTED: (1 - expit(rates["overclaim"])) * self.in_time,
            Standing.VOTED_HEARSAY: (1 - expit(rates["hearsay"])) * self.in_time,
            Standing.VOTED_UNION: 1 - expit(rates["union"]),
            Standing.PROMISED: expit(rates["kept"]) * self.timely * arrives,
            Standing.WILL_VOTE: expit(rates["will_vote"]) * arrives,
            Standing.UNDECIDED: expit(rates["undecided"]) * self.soon * arrives,
            Standing.NOT_VOTING: expit(rates["refused"]),
            Standing.NOT_IN_BALLOT: expit(rates["refused"]),
        }
        replaced = expit(rates["replacement"]) * self.soon * arrives
        return turnout | dict.fromkeys(LOST, replaced)

    def _willing(self, worth: Mapping[Standing, float]) -> float:
        """Compute the turnout of those who answered; few hardly move the assumption."""
        s = self.settings
        yes = sum(self.counts[standing] * worth[standing] for standing in SAID)
        asked = sum(self.counts[standing] for standing in SAID)
        return (s.turnout * s.turnout_weight + yes) / (s.turnout_weight + asked)

    def _turnout_of_silent(
        self, rates: Mapping[str, float], willing: float
    ) -> dict[Standing, float]:
        """Compute the turnout of those who said nothing, from those who did."""
        answering = expit(rates["answering"])
        reached = _shifted(willing, rates["sample"])
        silent = _shifted(reached, rates["silent"])
        tried = answering * reached + (1 - answering) * silent
        untouched = _shifted(tried, rates["untouched"])
        return {
            Standing.NO_ANSWER: silent,
            **dict.fromkeys(_SPOKEN_WITH, reached),
            **dict.fromkeys(_NEVER_ASKED, untouched),
        }


def _shifted(share: float, odds: float) -> float:
    """Shift a share by log-odds."""
    return expit(math.log(share / (1 - share)) + odds)


def _lost(facts: Facts, settings: Settings) -> float:
    """Share of the reported papers that come too late, by the day of the report."""
    total = sum(facts.voted_by_day.values())
    if not total or facts.last_posting is None:
        return settings.lost_in_time
    late = sum(n for day, n in facts.voted_by_day.items() if day > facts.last_posting)
    return (late * settings.lost_late + (total - late) * settings.lost_in_time) / total
