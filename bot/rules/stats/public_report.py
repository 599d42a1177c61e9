"""Figures for those who may not see members: in steps that hide one person.

Exact counts of two days differ by what one member said in between; so do a total and
its parts, and a count and those who are left.
"""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import replace

from bot.rules.stats.standings import Standing
from bot.rules.stats.stats_report import SMALL, Report
from bot.rules.stats.turnout import Band, Counts, Facts

CHANCE_STEP = 0.05


def in_steps(count: int, of: int | None = None) -> int:
    """Round down to a multiple of five; of so many, fewer than five are never left."""
    most = count if of is None else max(0, min(count, of - SMALL))
    return most - most % SMALL


def of(report: Report) -> Report:
    """Coarsen the turnout and the band; cells by standing or workplace are no part."""
    facts = _coarse(report.facts)
    final = facts.official is not None and facts.official.final
    return replace(
        report, facts=facts, band=report.band if final else _band(report.band)
    )


def _coarse(facts: Facts) -> Facts:
    """Keep of the members only how many are reported to have voted, by day."""
    told = in_steps(facts.counts.reported, facts.base)
    rest = facts.counts.listed - told
    return replace(
        facts,
        counts=Counts({Standing.VOTED: told, Standing.UNTOUCHED: rest}),
        voted_by_day=_by_day(facts),
        workplaces={},
    )


def _by_day(facts: Facts) -> Mapping[dt.date, int]:
    """Give each day the steps that the total took on it."""
    total = facts.counts.reported - sum(facts.voted_by_day.values())
    shown, coarse = in_steps(max(0, total), facts.base), {}
    for day, count in sorted(facts.voted_by_day.items()):
        total += count
        now = in_steps(max(0, total), facts.base)
        coarse[day], shown = now - shown, now
    return coarse


def _band(band: Band) -> Band:
    """Widen the band to whole steps; no share is finer than five members."""
    step, chance = _step(band.base), band.chance
    low, high = widened(band.low, band.high, band.base)
    return replace(
        band,
        low=low,
        likely=min(1.0, step * round(band.likely / step)),
        high=high,
        chance=chance and CHANCE_STEP * round(chance / CHANCE_STEP),
        papers=_up(band.papers),
        short=_up(band.short),
        per_advocate_day=None,
        crossing=None,
    )


def widened(low: float, high: float, of: int) -> tuple[float, float]:
    """Widen a range of shares to whole steps, none finer than five of so many."""
    step = _step(of)
    return (
        max(0.0, step * math.floor(low / step)),
        min(1.0, step * math.ceil(high / step)),
    )


def _step(of: int) -> float:
    return max(0.01, math.ceil(100 * SMALL / of) / 100) if of else 0.01


def _up(count: int | None) -> int | None:
    return count and math.ceil(count / SMALL) * SMALL
