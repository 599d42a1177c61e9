"""Simulate members and advocates, to compare orders of contact.

    simulation.compare(ballots=1000, members=500, seed=1)

`parameters` the assumptions with their sources · `calendar` the days · `world` draws a
branch · `branch` what each contact changes in it · `orders` the orders compared ·
`queue_order` this program's own · `by_hand` those of branches · `oracle` a bound ·
`comparison` runs all of them on the same branches · `worlds` other assumptions.
Results: docs/simulation.md.
"""

from bot.rules.stats.simulation.comparison import Interval, Result, as_json, compare
from bot.rules.stats.simulation.orders import ORDERS
from bot.rules.stats.simulation.parameters import (
    Parameters,
    UnknownParameterError,
    published_text,
    with_changes,
    worlds,
)

__all__ = [
    "ORDERS",
    "Interval",
    "Parameters",
    "Result",
    "UnknownParameterError",
    "as_json",
    "compare",
    "published_text",
    "with_changes",
    "worlds",
]
