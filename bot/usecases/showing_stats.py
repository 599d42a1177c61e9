"""Gather what stats and plan show, at the moment of sending."""

import datetime as dt

from sqlmodel import Session

from bot.rules import plan, queue, showing_stats
from bot.rules.ballot import Ballot
from bot.rules.endings import stats as endings
from bot.rules.plan import Effort, efforts
from bot.rules.stats import Report
from bot.usecases import reporting
from storage import ballots

Wish = efforts.Wish


def facts(
    session: Session,
    ending: endings.Ending,
    now: dt.datetime,
    assumed: plan.Settings,
    numbers: queue.Settings = queue.DEFAULTS,
) -> showing_stats.Facts:
    """What an ending shows, under these assumptions."""
    match ending:
        case (
            endings.GroupStats(ballot_id=ballot_id)
            | endings.Stats(ballot_id=ballot_id)
            | endings.Curve(ballot_id=ballot_id)
            | endings.OfficialNoted(ballot_id=ballot_id)
        ):
            ballot = ballots.get(session, ballot_id)
            report = reporting.report(session, ballot, now, assumed.assumed, numbers)
            return showing_stats.StatsFacts(ballot, now, report)
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
) -> showing_stats.PlanFacts:
    """The plan: what was wished, else the usual efforts and where they count most."""
    report = reporting.report(session, ballot, now, assumed.assumed)
    tried = tuple(_tried(report, wish, assumed) for wish in wishes)
    if wishes:
        return showing_stats.PlanFacts(ballot, report, tried)
    best = tuple(plan.workplaces(report.facts, assumed))
    usual = [Wish(effort, None) for effort in efforts.USUAL]
    if best and best[0].name:
        usual.insert(1, Wish(efforts.USUAL[0], best[0].name))
    return showing_stats.PlanFacts(
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
