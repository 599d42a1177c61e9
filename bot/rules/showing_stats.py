"""What the screens of stats and plan show, as values."""

import datetime as dt
from dataclasses import dataclass

from bot.rules import plan
from bot.rules.ballot import Ballot
from bot.rules.plan.efforts import Tried
from bot.rules.stats import Report


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


Facts = StatsFacts | PlanFacts | None
