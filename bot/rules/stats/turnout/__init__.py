"""The turnout band: what the count is likely to be, and what is missing to the line.

    turnout.band(turnout.Facts(...), turnout.Settings())

`values` what goes in and out · `settings` every constant with its source · `beliefs`
what is believed of each rate · `model` rates to papers · `banding` papers to a band ·
`pace` · `caution`. The method and how well it does: docs/turnout.md.
"""

from bot.rules.stats.turnout.banding import band
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
