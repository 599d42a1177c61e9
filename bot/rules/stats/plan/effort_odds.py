"""The odds with more effort: draws from the band and what conversations bring."""

import math
import random
from statistics import NormalDist, fmean

from bot.rules.stats import turnout
from bot.rules.stats.plan import conversations
from bot.rules.stats.plan.values import Effort, Odds, Settings
from bot.rules.stats.turnout import Band, Counts, Facts
from bot.rules.stats.turnout.log_odds import expit, logit

DRAWS = 2000


def odds(
    facts: Facts,
    effort: Effort,
    at: str | None = None,
    settings: Settings | None = None,
    band: Band | None = None,
    seed: int = 1,
) -> Odds | None:
    """Work out the odds with more effort, in the whole ballot or `at` one workplace.

    The same seed gives the same odds. None where there is no line or nobody to count.
    """
    settings = settings or Settings()
    band = band or turnout.band(facts, settings.assumed)
    if band.needed is None or not 0 < band.low < band.high < 1:
        return None
    counts = facts.counts if at is None else facts.workplaces.get(at, Counts())
    left = sum(counts[standing] for standing in conversations.TO_ASK)
    wanted = conversations.expected(facts, effort, counts, settings)
    spoken = min(wanted, float(left))
    each = conversations.papers_each(facts, effort, counts, settings)
    papers = _papers(spoken, each, settings, seed)
    line = (band.needed - 0.5) / band.base
    turnouts = _turnouts(band, settings)
    return Odds(
        before=fmean(t >= line for t in turnouts),
        after=fmean(
            t + got / band.base >= line for t, got in zip(turnouts, papers, strict=True)
        ),
        conversations=spoken,
        papers=fmean(papers),
        short=wanted > left,
    )


def _papers(spoken: float, each: float, settings: Settings, seed: int) -> list[float]:
    """Draw how many papers the conversations bring: what each brings is uncertain."""
    if not each:
        return [0.0] * DRAWS
    rng = random.Random(seed)
    result = []
    for _ in range(DRAWS):
        share = conversations.spread(each, settings, rng.gauss())
        mean = spoken * share
        result.append(max(0.0, rng.gauss(mean, math.sqrt(mean * (1 - share)))))
    return result


def _turnouts(band: Band, settings: Settings) -> list[float]:
    """List turnouts at even quantiles of the band's distribution."""
    reach = 2 * NormalDist().inv_cdf(0.5 + settings.assumed.confidence / 2)
    spread = (logit(band.high) - logit(band.low)) / reach
    shape = NormalDist((logit(band.high) + logit(band.low)) / 2, spread)
    return [expit(shape.inv_cdf((n + 0.5) / DRAWS)) for n in range(DRAWS)]
