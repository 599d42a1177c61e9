import datetime as dt

import pytest

from bot.rules.stats import turnout
from bot.rules.stats.standings import Standing
from bot.rules.stats.turnout import Counts
from tests.rules.stats.turnout import given as branch


@pytest.mark.parametrize(
    ("line", "base", "papers"), [(0.5, 704, 352), (0.5, 703, 352), (0.55, 100, 55)]
)
def test_the_line_needs_whole_papers(line, base, papers):
    facts = branch.facts(line=line, entitled=base, counts=Counts())
    assert facts.needed == papers


def test_papers_to_the_line_are_counted_from_believed_reports():
    band = turnout.band(branch.facts())
    assert band.papers == pytest.approx(325 - band.believed * 650, abs=1)


def test_papers_are_shared_among_advocates_and_posting_days():
    band = turnout.band(branch.facts(advocates=8, posting_days=branch.days(10)))
    assert band.per_advocate_day == pytest.approx(band.papers / 80)


def test_the_pace_is_that_of_the_last_seven_days():
    old = {branch.TODAY - dt.timedelta(days=n): 50 for n in range(10, 20)}
    new = {branch.TODAY - dt.timedelta(days=n): 7 for n in range(7)}
    assert turnout.band(branch.facts(voted_by_day=old | new)).pace == 7


def test_at_the_pace_of_today_the_line_is_crossed_on_a_day():
    fast = {branch.TODAY - dt.timedelta(days=n): 40 for n in range(3)}
    band = turnout.band(branch.facts(voted_by_day=fast))
    assert band.crossing == branch.TODAY + dt.timedelta(days=-(-band.papers // 40))


def test_a_line_not_crossed_by_the_last_posting_day_has_no_day():
    slow = {branch.TODAY: 1}
    assert turnout.band(branch.facts(voted_by_day=slow)).crossing is None


def test_a_line_crossed_by_reports_needs_no_more_papers():
    crossed = Counts({Standing.VOTED: 500, Standing.UNTOUCHED: 150})
    band = turnout.band(branch.facts(counts=crossed))
    assert band.papers == 0
    assert band.crossing == branch.TODAY


def test_a_ballot_without_a_line_has_a_band_and_no_papers():
    band = turnout.band(branch.facts(line=None))
    assert band.papers is band.short is band.chance is None
    assert band.high > band.low
