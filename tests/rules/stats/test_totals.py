"""Totals that leave the branch: rounded, with what they may be off, and no names."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given as any_of
from hypothesis import strategies as st

from bot.rules.care import case_report
from bot.rules.outcomes import Outcome
from bot.rules.stats import totals, turnout
from bot.rules.stats.stats_report import Report
from bot.rules.stats.totals import Means, Range, Totals, Work
from tests.rules.stats.turnout import given as branch

CLOSES = dt.date(2026, 6, 1)
HOUR = dt.timedelta(hours=1)


def report(**changed: object) -> Report:
    facts = branch.facts(**changed)
    return Report("Pay", facts, turnout.band(facts))


def made(work: Work | None = None, **changed: object) -> Totals:
    return totals.of(report(**changed), CLOSES, work, closed=False)


def question(**changed: int) -> case_report.Line:
    counts = {"opened": 12, "settled": 10, "in_time": 9, "overdue": 0} | changed
    return case_report.Line("question", median=HOUR, **counts)


def named(name: str, work: Work) -> Totals:
    return replace(made(work), ballot=name)


def some_work() -> Work:
    """Work of every means, with questions."""
    each = {Outcome.VOTED: 40, Outcome.NO_ANSWER: 60}
    return totals.work_of(dict.fromkeys([*totals.MEANS, None], each), [question()])


@any_of(st.integers(0, 400), st.integers(0, 400))
def test_a_share_lies_within_its_range_which_is_no_finer_than_five(yes, no):
    found = totals.share(yes, yes + no)
    if found is None:
        assert yes + no < totals.ENOUGH
        return
    assert 0 <= found.low <= yes / (yes + no) <= found.high <= 1
    assert found.high - found.low >= 4.99 / (yes + no) or found.high == 1


def test_a_range_is_that_of_eight_in_ten():
    """Wilson's range for 30 of 100 is 0.245 to 0.362; steps are of five in 100."""
    assert totals.share(30, 100) == Range(0.2, 0.4)
    assert totals.share(300, 1000) == Range(0.28, 0.32)


def test_contacts_are_counted_by_what_the_words_named():
    found = {
        "mobile": {Outcome.NO_ANSWER: 3},
        "phone": {Outcome.VOTED: 10, Outcome.NO_ANSWER: 20},
        None: {Outcome.WILL_POST: 4},
        "pigeon": {Outcome.VOTED: 1},
    }
    by_means = {cell.means: cell for cell in totals.work_of(found, ()).by_means}
    assert set(by_means) == {Means.CALL, Means.UNNAMED}
    assert by_means[Means.CALL].contacts == 30
    assert by_means[Means.CALL].answered == totals.share(10, 33)
    assert by_means[Means.CALL].worked is None
    assert by_means[Means.UNNAMED].contacts == 5


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (question(), [(10, 0.9, 60)]),
        (question(settled=6, in_time=6, overdue=4), [(10, 0.6, 60)]),
        (question(settled=4, in_time=4), [(10, None, None)]),
        (question(opened=4, settled=4, in_time=4), []),
    ],
)
def test_cases_are_told_from_five_on_and_by_those_whose_time_has_come(line, told):
    care = totals.work_of({}, [line]).care
    assert [(one.opened, one.in_time, one.median_minutes) for one in care] == told


def test_counts_of_totals_go_in_steps_and_days_add_up():
    days = {branch.TODAY - dt.timedelta(days=n): 3 for n in range(10)}
    found = made(voted_by_day=days, contacts_by_day={branch.TODAY: 43})
    assert (found.reported, found.contacts, found.base) == (120, 40, 650)
    assert list(found.by_day.values()) == [95, 100, 105, 110, 115, 120]


@pytest.mark.parametrize(
    ("official", "closed", "state"),
    [(None, False, "running"), (None, True, "closed"), (True, True, "counted")],
)
def test_totals_say_how_far_the_ballot_is(official, closed, state):
    count = turnout.Official(400, branch.TODAY, final=True) if official else None
    known = report(official=count)
    assert totals.of(known, CLOSES, None, closed=closed).state == state


def test_contacts_are_divided_by_papers_once_there_are_enough():
    many = branch.counts(voted=100)
    rate = totals.contacts_a_paper(
        made(counts=many, contacts_by_day={branch.TODAY: 250})
    )
    assert rate == 2.5
    few = branch.counts(voted=19)
    assert totals.contacts_a_paper(made(counts=few, voted_by_day={})) is None


def test_a_file_of_totals_reads_as_it_was_written():
    work = totals.work_of({"phone": {Outcome.VOTED: 40}}, [question()])
    assert totals.from_json(totals.to_json(made(work))) == made(work)
    assert totals.from_json(totals.to_json(made())).work is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"reported": 700},
        {"likely": 5},
        {"low": -1},
        {"high": float("nan")},
        {"by_day": {"x": 1}},
        {"state": "won"},
        {"base": -1},
        {"work": {"care": [{"kind": "gossip", "opened": 5}]}},
    ],
    ids=str,
)
def test_totals_that_cannot_be_are_refused(wrong):
    told = json.loads(totals.to_json(made())) | wrong
    with pytest.raises(totals.NoTotals):
        totals.from_json(json.dumps(told).encode())


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[1]", b"\xff", b'{"ballot": "Pay"}', totals.to_json(made())[:-20]],
    ids=["empty", "nothing", "list", "bytes", "part", "cut"],
)
def test_another_file_is_refused(content):
    with pytest.raises(totals.NoTotals):
        totals.from_json(content)
