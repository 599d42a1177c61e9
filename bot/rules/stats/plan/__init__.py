"""The plan: the odds of getting over the line, and what would move them.

    plan.odds(facts, plan.Effort(conversations=20), at="Leeds")
    plan.workplaces(facts), plan.standings(facts)

`values` what goes in and out · `efforts` reading a typed effort · `yields` what a try
brings, by the model of `simulation` · `conversations` the same with the branch's own
tries · `effort_odds` the odds.
"""

from bot.rules.stats.plan.conversations import standings, workplaces
from bot.rules.stats.plan.effort_odds import odds
from bot.rules.stats.plan.values import (
    ContactValue,
    Conversations,
    Effort,
    Odds,
    Settings,
    Yield,
)

__all__ = [
    "ContactValue",
    "Conversations",
    "Effort",
    "Odds",
    "Settings",
    "Yield",
    "odds",
    "standings",
    "workplaces",
]
