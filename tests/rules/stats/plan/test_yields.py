"""What `/plan` expects of a try is what a try brings in the branches of `simulate`."""

import datetime as dt
import random
from functools import cache

import pytest

from bot.rules.outcomes import Outcome
from bot.rules.stats import plan
from bot.rules.stats.plan import yields
from bot.rules.stats.simulation import parameters, world
from bot.rules.stats.simulation.branch import Branch
from bot.rules.stats.simulation.calendar import EVENING, LUNCH, Calendar
from bot.rules.stats.standings import Standing
from tests.rules.stats.turnout import given as branch

PUBLISHED = parameters.published()
CALENDAR = Calendar(PUBLISHED)
LEFT = (branch.LAST - branch.TODAY).days
DAY = CALENDAR.last - LEFT
PROMISES = {3: 1}


@cache
def drawn() -> world.World:
    return world.draw(PUBLISHED, CALENDAR, 12_000, random.Random(3))


def tried(told: bool, said: Outcome | None = None, ago: int = 0) -> plan.Yield:
    """Try everybody who said this last; count the answers, and the papers gained."""
    played = Branch(PUBLISHED, CALENDAR, drawn())
    members = []
    for number, person in enumerate(drawn().people):
        if (person.told is not None) is told:
            before = CALENDAR.moment(DAY - ago, LUNCH)
            if said is None or played.contact(number, before).outcome is said:
                members.append(number)
    votes, answers = played.votes(), 0
    for number in members:
        moment = CALENDAR.moment(DAY, (LUNCH, EVENING)[number % 2])
        answers += played.contact(number, moment).outcome is not Outcome.NO_ANSWER
    return plan.Yield(answers / len(members), (played.votes() - votes) / answers)


@pytest.mark.parametrize(
    ("standing", "happened"),
    [
        (Standing.WILL_VOTE, (True,)),
        (Standing.UNTOUCHED, (False,)),
        (Standing.NO_ANSWER, (False, Outcome.NO_ANSWER, 2)),
        (Standing.PROMISED, (False, Outcome.WILL_POST, 3)),
    ],
    ids=lambda one: one if isinstance(one, Standing) else "",
)
def test_a_try_brings_what_it_brings_in_simulated_branches(standing, happened):
    expected = yields.by_day(branch.facts(promise_ages=PROMISES))[branch.TODAY]
    brought = tried(*happened)
    assert expected[standing].answered == pytest.approx(brought.answered, rel=0.05)
    assert expected[standing].papers == pytest.approx(brought.papers, rel=0.3)


def test_the_nearer_the_end_the_less_a_try_brings():
    found = yields.by_day(branch.facts())
    last = [found[day][Standing.UNTOUCHED].papers for day in branch.days(10)[-4:]]
    assert last == sorted(last, reverse=True)


def test_after_the_last_posting_day_a_try_has_no_yield():
    assert yields.by_day(branch.facts(posting_days=())) == {}


def test_online_days_are_counted_back_from_the_last_on_which_one_can_vote():
    online = yields.by_day(branch.facts(last_posting=None))
    assert online == yields.by_day(branch.facts())


@pytest.mark.parametrize("opened", [-3, 2, 10, 60])
def test_a_try_brings_something_however_long_the_ballot_is(opened):
    opens = branch.LAST - dt.timedelta(days=opened)
    found = yields.by_day(branch.facts(opens=opens))[branch.TODAY]
    assert all(0.01 < one.papers < 0.3 for one in found.values())


def test_promises_count_by_their_own_days():
    young, old = (
        yields.by_day(branch.facts(promise_ages={age: 10}))[branch.TODAY]
        for age in (0, 12)
    )
    assert young[Standing.PROMISED].papers > old[Standing.PROMISED].papers
