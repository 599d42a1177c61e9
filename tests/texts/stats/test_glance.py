import datetime as dt
from dataclasses import replace

import pytest

from bot.rules.queue.bands import Band
from bot.rules.stats import plan, turnout
from bot.rules.stats.plan.efforts import EffortOdds
from bot.rules.stats.screens import PlanFacts
from bot.rules.stats.stats_report import Block, Blocked, First, Report
from bot.rules.stats.turnout import Counts
from bot.texts.stats import glance
from tests.rules import given
from tests.rules.stats.turnout import given as branch

BALLOT = given.ballot()
DUE = given.at("2026-05-20 17:10")
TONIGHT = plan.Effort(conversations=20)
ODDS = plan.Odds(0.48, 0.61, conversations=20, papers=7.2, short=False)


def report(**changed: object) -> Report:
    facts = branch.facts(**changed)
    return Report("Pay & Jobs", facts, turnout.band(facts))


def to_do(told: Report) -> str:
    return glance.to_do("Today", told, BALLOT)


def test_stats_are_three_lines_reported_likely_and_what_would_help():
    told = replace(report(), first=First(Band.PROMISE, 12))
    reported, likely, helps = glance.stats(told, BALLOT).splitlines()
    assert reported.startswith("<b>Pay &amp; Jobs</b> · Reported turnout: 120 of 650")
    assert "to reach 50 %, the branch's share towards the line." in likely
    assert helps == (
        "Would help most today: ask 12 members who promised whether it is posted"
        " (/next)."
    )


@pytest.mark.parametrize("band", Band)
def test_whoever_comes_first_has_words(band):
    said = to_do(replace(report(), first=First(band, 3)))
    assert "3 members" in said
    assert said.endswith(" (/next).")


def test_without_a_list_the_list_is_what_helps():
    empty = report(counts=Counts(), entitled=None, voted_by_day={})
    assert to_do(empty) == "Today: send me the branch's list, as a file."


def test_without_advocates_an_invitation_helps():
    alone = replace(report(advocates=0), first=First(Band.WILL_VOTE, 9))
    assert "/invite" in to_do(alone)


def test_where_nobody_is_free_the_most_that_organisers_can_free_are_named():
    stuck = (Blocked(Block.CASE, 2), Blocked(Block.NO_WAY, 9), Blocked(Block.HELD, 20))
    assert "find out who knows 9 members" in to_do(replace(report(), blocked=stuck))


def test_where_all_wait_the_next_time_is_told():
    waits = (Blocked(Block.LATER, 9, DUE), Blocked(Block.HELD, 1))
    said = to_do(replace(report(), blocked=waits))
    assert said == "Nobody can be handed out just now, the next Wed 20 May 17:10."
    assert to_do(report()) == "Nobody is left to contact."


def test_after_the_last_posting_day_nothing_is_promised():
    over = report(posting_days=(), today=branch.LAST + dt.timedelta(days=1))
    assert "The last posting day has passed" in to_do(over)


def test_a_band_that_rests_on_few_answers_says_so():
    few = report(counts=Counts({"voted": 3, "untouched": 600}))
    assert glance.FEW in glance.stats(few, BALLOT)
    assert glance.FEW not in glance.stats(report(), BALLOT)


def test_a_final_count_is_told_without_odds():
    final = turnout.Official(340, branch.TODAY, final=True)
    likely = glance.stats(report(official=final), BALLOT).splitlines()[1]
    assert likely.startswith("Counted: ")
    assert "in 100" not in likely


def test_the_plan_says_first_what_to_do_tonight_then_what_it_brings():
    told = replace(report(), first=First(Band.WILL_VOTE, 40))
    tried = (EffortOdds(TONIGHT, None, ODDS),)
    first, brings, share = glance.plan(PlanFacts(BALLOT, told, tried)).splitlines()
    assert "Tonight first: contact 40 members who said" in first
    assert brings.startswith("20 conversations tonight: about 7 papers more")
    assert "share towards it" in share


def test_a_plan_without_a_line_says_what_to_do_all_the_same():
    tried = (EffortOdds(TONIGHT, None, None),)
    said = glance.plan(PlanFacts(BALLOT, report(line=None), tried))
    assert len(said.splitlines()) == 2
    assert "no line to cross" in said
