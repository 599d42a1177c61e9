"""The plan: the odds of getting over the line, and what would move them.

    plan.odds(facts, plan.Effort(conversations=20), at="Leeds")
    plan.workplaces(facts), plan.standings(facts)

`values` what goes in and out · `talks` what a conversation is worth · `dice` the odds.
"""

from bot.rules.stats.plan.dice import odds
from bot.rules.stats.plan.talks import standings, workplaces
from bot.rules.stats.plan.values import Conversations, Effort, Odds, Place, Settings

__all__ = [
    "Conversations",
    "Effort",
    "Odds",
    "Place",
    "Settings",
    "odds",
    "standings",
    "workplaces",
]
