"""Gather what stats and plan show."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_report
from bot.rules.queue import queue_rules
from bot.rules.stats import endings
from bot.rules.stats import plan as plans
from bot.rules.stats import screens as stats_screens
from bot.rules.stats.plan import Effort, efforts
from bot.rules.stats.stats_report import Report
from bot.usecases.moment import Moment
from bot.usecases.stats import turnout_report
from storage import ballots
from storage.care import cases

EffortAt = efforts.EffortAt


def stats(moment: Moment, ending: endings.OfStats) -> stats_screens.StatsFacts:
    """Work out where the ballot stands now."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    report = turnout_report.report(
        moment.session, ballot, moment.now, moment.assumed.assumed, moment.numbers
    )
    found = cases.of_ballot(moment.session, ballot.id)
    went = case_report.line("", found, moment.now) if found else None
    return stats_screens.StatsFacts(ballot, moment.now, report, went)


def plan(moment: Moment, ending: endings.OfPlan) -> stats_screens.PlanFacts:
    """Work out the usual efforts, and where a contact counts most."""
    ballot = ballots.get(moment.session, ending.ballot_id)
    return planned(moment.session, ballot, moment.now, moment.assumed, moment.numbers)


def tried(moment: Moment, ending: endings.Tried) -> stats_screens.PlanFacts:
    """Work out the one effort that was asked for."""
    effort = Effort(ending.conversations, ending.contacts_per_day, ending.advocates)
    ballot = ballots.get(moment.session, ending.ballot_id)
    wishes = (EffortAt(effort, ending.at),)
    return planned(
        moment.session, ballot, moment.now, moment.assumed, moment.numbers, wishes
    )


def planned(
    session: Session,
    ballot: Ballot,
    now: dt.datetime,
    assumed: plans.Settings,
    numbers: queue_rules.Settings,
    wishes: tuple[EffortAt, ...] = (),
) -> stats_screens.PlanFacts:
    """Work out what was wished, else the usual efforts and where they count."""
    report = turnout_report.report(session, ballot, now, assumed.assumed, numbers)
    tried = tuple(_tried(report, wish, assumed) for wish in wishes)
    if wishes:
        return stats_screens.PlanFacts(ballot, report, tried)
    best = tuple(plans.workplaces(report.facts, assumed))
    usual = [EffortAt(effort, None) for effort in efforts.USUAL]
    if best and best[0].name:
        usual.insert(1, EffortAt(efforts.USUAL[0], best[0].name))
    return stats_screens.PlanFacts(
        ballot,
        report,
        tuple(_tried(report, wish, assumed) for wish in usual),
        best,
        tuple(plans.standings(report.facts, assumed)),
    )


def _tried(
    report: Report, wish: EffortAt, assumed: plans.Settings
) -> efforts.EffortOdds:
    odds = plans.odds(
        report.facts, wish.effort, at=wish.at, settings=assumed, band=report.band
    )
    return efforts.EffortOdds(wish.effort, wish.at, odds)
