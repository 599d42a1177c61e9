"""The turnout band: what the count is likely to be, and what is missing to the line.

    turnout.band(turnout.Facts(...), turnout.Settings())

`values` what goes in and out · `settings` every constant with its source · `beliefs`
what is assumed and learnt of each rate · `model` turns rates into papers · `estimate`
papers into a band · `pace` how fast reports come in · `cautions` the warnings that go
with it. The method and how well it does: docs/turnout.md.
"""

from bot.rules.stats.turnout.estimate import band
from bot.rules.stats.turnout.settings import Settings
from bot.rules.stats.turnout.values import Band, Caution, Counts, Facts, Official, base

__all__ = [
    "Band",
    "Caution",
    "Counts",
    "Facts",
    "Official",
    "Settings",
    "band",
    "base",
]
