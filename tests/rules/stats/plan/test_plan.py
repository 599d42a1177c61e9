import datetime as dt
from dataclasses import replace

import pytest

from bot.rules.outcomes import Outcome
from bot.rules.stats import plan, turnout
from bot.rules.stats.plan import Effort
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts
from tests.rules.stats.turnout import given as branch

BUSY = {branch.TODAY - dt.timedelta(days=n): 20 for n in range(7)}
PLACES = {
    "Leeds": Counts({Standing.PROMISED: 50}),
    "York": Counts({Standing.UNTOUCHED: 100, Standing.WILL_VOTE: 20}),
    "Ripon": Counts({Standing.PROMISED: 4}),
}


def facts(**changed):
    usual = {"line": 0.58, "contacts_by_day": BUSY, "workplaces": PLACES}
    return branch.facts(**(usual | changed))


def willing():
    return facts(counts=branch.counts(will_vote=40))


def test_the_same_seed_gives_the_same_odds():
    effort = Effort(conversations=20)
    assert plan.odds(facts(), effort) == plan.odds(facts(), effort)


def test_odds_without_effort_are_those_of_the_band():
    odds = plan.odds(facts(), Effort())
    assert odds.before == odds.after
    assert odds.before == pytest.approx(turnout.band(facts()).chance, abs=0.02)


def test_more_effort_never_lowers_the_odds():
    odds = [plan.odds(facts(), Effort(conversations=n)).after for n in (0, 20, 80, 300)]
    assert odds == sorted(odds)
    assert odds[-1] > odds[0]


def test_more_advocates_do_as_much_as_the_present_ones():
    more = plan.odds(facts(), Effort(advocates=8))
    same = plan.odds(facts(), Effort(contacts_per_day=20))
    assert more.conversations == pytest.approx(same.conversations)


def test_conversations_end_with_the_members_left():
    odds = plan.odds(facts(), Effort(conversations=500), at="Leeds")
    assert odds.conversations == 50
    assert odds.short


def test_after_the_last_posting_day_no_effort_helps():
    odds = plan.odds(facts(posting_days=()), Effort(contacts_per_day=50))
    assert odds.papers == 0


def test_a_ballot_without_a_line_has_no_odds():
    assert plan.odds(facts(line=None), Effort(conversations=20)) is None


def test_the_branchs_own_answers_count_more_than_the_assumption():
    silent = {Standing.UNTOUCHED: {Outcome.NO_ANSWER: 400}}
    willing = {Standing.UNTOUCHED: {Outcome.WILL_POST: 400}}
    effort = Effort(contacts_per_day=20)
    few = plan.odds(facts(contacts=silent), effort)
    many = plan.odds(facts(contacts=willing), effort)
    assert many.conversations > 5 * few.conversations


def test_only_workplaces_and_standings_that_bring_papers_are_named():
    over = facts(posting_days=())
    assert plan.workplaces(over) == plan.standings(over) == []


def test_how_sure_a_figure_is_stands_beside_it():
    wide = plan.standings(facts(), plan.Settings(moved_spread=0.8))
    for sure, unsure in zip(plan.standings(facts()), wide, strict=True):
        assert unsure.low < sure.low < sure.papers_per_100 < sure.high < unsure.high


def test_never_contacted_are_not_worth_most():
    worth = {one.name: one.papers_per_100 for one in plan.standings(willing())}
    assert worth["promised"] > worth["will_vote"] > worth["untouched"]
    assert worth["untouched"] > worth["no_answer"]


def test_workplaces_are_named_best_first_without_small_cells():
    names = [place.name for place in plan.workplaces(facts())]
    assert names == ["Leeds", "York"]


def test_standings_are_named_best_first_without_small_cells():
    few = replace(facts(), counts=branch.counts(undecided=4))
    best = plan.standings(few)
    worth = [place.papers_per_100 for place in best]
    assert worth == sorted(worth, reverse=True)
    assert "undecided" not in [place.name for place in best]
