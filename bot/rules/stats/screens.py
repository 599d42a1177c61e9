"""What the messages of stats and plan show, gathered as values."""

import datetime as dt
from dataclasses import dataclass

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_report
from bot.rules.stats import plan
from bot.rules.stats.plan.efforts import EffortOdds
from bot.rules.stats.stats_report import Report


@dataclass(frozen=True, slots=True)
class StatsFacts:
    """The report of a ballot at a time; `cases`: how all its cases went."""

    ballot: Ballot
    now: dt.datetime
    report: Report
    cases: case_report.Line | None = None


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The efforts compared, and where a contact brings most."""

    ballot: Ballot
    report: Report
    tried: tuple[EffortOdds, ...]
    workplaces: tuple[plan.ContactValue, ...] = ()
    standings: tuple[plan.ContactValue, ...] = ()
