"""Estimate the band: vary each uncertain rate and add up the effects."""

import math
from dataclasses import dataclass
from statistics import NormalDist

from bot.rules.stats.turnout import pace
from bot.rules.stats.turnout.beliefs import beliefs
from bot.rules.stats.turnout.cautions import cautions as known_cautions
from bot.rules.stats.turnout.log_odds import expit, logit
from bot.rules.stats.turnout.model import Model, Papers
from bot.rules.stats.turnout.settings import Settings
from bot.rules.stats.turnout.values import Band, Caution, Facts, Official

CHANCE = "chance"
"""The part of the variance that is left when every rate is known."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Papers expected, with the part of the variance that each rate adds."""

    mean: float
    parts: dict[str, float]
    posted: float
    posted_variance: float
    shared: float  # covariance of posted and final

    @property
    def variance(self) -> float:
        """The variance of the papers counted in the end."""
        return sum(self.parts.values())


def band(facts: Facts, settings: Settings | None = None) -> Band:
    """Estimate the turnout to expect, and what is missing to the line.

    Each rate is moved by one standard deviation either way while the others stay; the
    effects are squared and added. The sum is taken in log-odds, so that the band stays
    within 0 to 100 %. Nothing is random: the same facts give the same band.
    """
    settings = settings or Settings()
    model = Model(facts, settings)
    now = model.papers({n: b.odds for n, b in beliefs(facts, settings).items()})
    spread = _spread(facts, settings, model, now)
    official = facts.official
    surprised = False
    if official is not None:
        spread, surprised = _recalibrated(spread, facts, settings, official)
    low, likely, high, chance = _shape(facts, settings, spread)
    believed = _believed(now, facts, settings)
    cautions = known_cautions(facts, settings)
    if surprised:
        cautions = (*cautions, Caution.OFFICIAL_FAR)
    return Band(
        low=low,
        likely=likely,
        high=high,
        base=facts.base,
        needed=facts.needed,
        chance=chance,
        believed=believed / facts.base if facts.base else 0.0,
        **pace.figures(facts, settings, believed, likely * facts.base),
        widest=max(spread.parts, key=lambda name: spread.parts[name]),
        cautions=cautions,
    )


def _spread(facts: Facts, settings: Settings, model: Model, now: Papers) -> Spread:
    """Add up what moving each rate by one deviation does to the papers."""
    rates = beliefs(facts, settings)
    at = {name: b.odds for name, b in rates.items()}
    parts = {CHANCE: now.noise}
    posted_variance, shared, bend = now.noise * 0.5, now.noise * 0.5, 0.0
    for name, b in rates.items():
        up = model.papers({**at, name: b.odds + b.spread})
        down = model.papers({**at, name: b.odds - b.spread})
        final, posted = (up.final - down.final) / 2, (up.posted - down.posted) / 2
        parts[name] = final * final
        posted_variance += posted * posted
        shared += final * posted
        bend += (up.final + down.final) / 2 - now.final
    return Spread(now.final + bend, parts, now.posted, posted_variance, shared)


def _recalibrated(
    spread: Spread, facts: Facts, settings: Settings, official: Official
) -> tuple[Spread, bool]:
    """Update the spread by an official count (a Kalman step); was it a surprise?"""
    if official.final:
        return Spread(official.papers, {CHANCE: 0.0}, 0, 0, 0), False
    share = pace.reported_by(facts, official.day, settings.post_days)
    expected = spread.posted * share
    error = (settings.official_spread * official.papers) ** 2
    known = spread.posted_variance * share**2 + error
    off = official.papers - expected
    gain = spread.shared * share / known if known else 0.0
    left = 1 - gain * spread.shared * share / max(spread.variance, 1e-9)
    return (
        Spread(
            min(max(spread.mean + gain * off, official.papers), facts.base),
            {name: part * left for name, part in spread.parts.items()},
            spread.posted,
            spread.posted_variance,
            spread.shared,
        ),
        off * off > 4 * known,
    )


def _shape(
    facts: Facts, settings: Settings, spread: Spread
) -> tuple[float, float, float, float | None]:
    """Compute low, likely and high, and the chance to reach the line."""
    base, needed = facts.base, facts.needed
    if not base:
        return 0.0, 0.0, 0.0, None
    mean = min(max(spread.mean / base, 0.0), 1.0)
    if not spread.variance:
        reached = None if needed is None else float(spread.mean >= needed)
        return mean, mean, mean, reached
    odds = logit(mean)
    deviation = math.sqrt(spread.variance) / base / max(mean * (1 - mean), 1e-6)
    reach = NormalDist().inv_cdf(0.5 + settings.confidence / 2) * deviation
    chance = None
    if needed is not None:
        # half a paper less: the count is a whole number
        line = logit((needed - 0.5) / base)
        chance = NormalDist(odds, deviation).cdf(2 * odds - line)
    return expit(odds - reach), mean, expit(odds + reach), chance


def _believed(now: Papers, facts: Facts, settings: Settings) -> float:
    """Estimate the papers that are in: reports, discounted, or the official count."""
    official = facts.official
    if official is None:
        return now.believed
    if official.final:
        return official.papers
    later = 1 - pace.reported_by(facts, official.day, settings.post_days)
    return max(now.believed, official.papers + now.believed * later)
