"""What the screens of stats and plan show, as values."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.stats import plan
from bot.rules.stats.figures import Report
from bot.rules.stats.plan.efforts import Tried


@dataclass(frozen=True, slots=True)
class StatsFacts:
    """Where a ballot stands now."""

    ballot: Ballot
    now: dt.datetime
    report: Report


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What was tried, and where a contact counts most."""

    ballot: Ballot
    report: Report
    tried: tuple[Tried, ...]
    workplaces: tuple[plan.Place, ...] = ()
    standings: tuple[plan.Place, ...] = ()
