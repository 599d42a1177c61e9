"""Gather what stats and plan show, at the moment of sending."""

import datetime as dt

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import queue_rules
from bot.rules.stats import endings, plan
from bot.rules.stats import screens as stats_screens
from bot.rules.stats.figures import Report
from bot.rules.stats.plan import Effort, efforts
from bot.usecases.stats import turnout_report
from storage import ballots

Wish = efforts.Wish


def facts(
    session: Session,
    ending: endings.Ending,
    now: dt.datetime,
    assumed: plan.Settings,
    numbers: queue_rules.Settings = queue_rules.DEFAULTS,
) -> stats_screens.Facts:
    """What an ending shows, under these assumptions."""
    match ending:
        case (
            endings.GroupStats(ballot_id=ballot_id)
            | endings.Stats(ballot_id=ballot_id)
            | endings.Curve(ballot_id=ballot_id)
            | endings.OfficialNoted(ballot_id=ballot_id)
        ):
            ballot = ballots.get(session, ballot_id)
            report = turnout_report.report(
                session, ballot, now, assumed.assumed, numbers
            )
            return stats_screens.StatsFacts(ballot, now, report)
        case (
            endings.Plan(ballot_id=ballot_id) | endings.PlanPicture(ballot_id=ballot_id)
        ):
            return planned(session, ballots.get(session, ballot_id), now, assumed)
        case endings.Tried(ballot_id=ballot_id, at=at):
            effort = Effort(
                ending.conversations, ending.contacts_per_day, ending.advocates
            )
            ballot = ballots.get(session, ballot_id)
            return planned(session, ballot, now, assumed, (Wish(effort, at),))
        case _:
            return None


def planned(
    session: Session,
    ballot: Ballot,
    now: dt.datetime,
    assumed: plan.Settings,
    wishes: tuple[Wish, ...] = (),
) -> stats_screens.PlanFacts:
    """The plan: what was wished, else the usual efforts and where they count most."""
    report = turnout_report.report(session, ballot, now, assumed.assumed)
    tried = tuple(_tried(report, wish, assumed) for wish in wishes)
    if wishes:
        return stats_screens.PlanFacts(ballot, report, tried)
    best = tuple(plan.workplaces(report.facts, assumed))
    usual = [Wish(effort, None) for effort in efforts.USUAL]
    if best and best[0].name:
        usual.insert(1, Wish(efforts.USUAL[0], best[0].name))
    return stats_screens.PlanFacts(
        ballot,
        report,
        tuple(_tried(report, wish, assumed) for wish in usual),
        best,
        tuple(plan.standings(report.facts, assumed)),
    )


def _tried(report: Report, wish: Wish, assumed: plan.Settings) -> efforts.Tried:
    odds = plan.odds(
        report.facts, wish.effort, at=wish.at, settings=assumed, band=report.band
    )
    return efforts.Tried(wish, odds)
