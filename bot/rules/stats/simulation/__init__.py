"""An open model of members and of advocates' effort, to compare orders of contact.

    simulation.compare(ballots=1000, members=500, seed=1)

`parameters` the assumptions with their sources · `calendar` the days · `world` a branch
drawn · `talk` what a contact changes · `orders` who comes next · `ours` the product's
own order · `comparing` all of them on the same branches. Results: docs/simulation.md.
"""

from bot.rules.stats.simulation.comparing import Interval, Result, compare, plainly
from bot.rules.stats.simulation.parameters import (
    Parameters,
    UnknownParameterError,
    changed,
    published_text,
)

__all__ = [
    "Interval",
    "Parameters",
    "Result",
    "UnknownParameterError",
    "changed",
    "compare",
    "plainly",
    "published_text",
]
