import functools
import random
from types import SimpleNamespace
from typing import ClassVar

import pytest

from bot.rules.outcomes import Outcome
from bot.rules.queue import queue_rules
from bot.rules.stats import simulation
from bot.rules.stats.simulation import (
    by_hand,
    comparison,
    orders,
    parameters,
    world,
)
from bot.rules.stats.simulation.branch import Branch, Reply
from bot.rules.stats.simulation.calendar import Calendar
from bot.rules.stats.simulation.queue_order import QueueOrder

PUBLISHED = parameters.published()
CALENDAR = Calendar(PUBLISHED)


def drawn(members: int = 200, seed: int = 1) -> world.World:
    return world.draw(PUBLISHED, CALENDAR, members, random.Random(seed))


def made(name: str, drawn_: world.World) -> orders.Order:
    branch = Branch(PUBLISHED, CALENDAR, drawn_)
    return orders.ORDERS[name](branch, CALENDAR, random.Random(1))


def contacted(name: str, members: int = 200) -> list[tuple[int, int, float, Outcome]]:
    """Who contacted whom, when, and what came of it."""
    branch = Branch(PUBLISHED, CALENDAR, drawn(members))
    order, log = orders.ORDERS[name](branch, CALENDAR, random.Random(1)), []
    for moment, advocate in branch.world.effort:
        member = order.next(advocate, moment)
        if member is not None:
            reply = branch.contact(member, moment)
            order.learn(advocate, member, moment, reply)
            log.append((advocate, member, moment.time, reply.outcome))
    return log


def test_the_same_seed_gives_the_same_results():
    assert simulation.compare(3, 100, seed=7) == simulation.compare(3, 100, seed=7)
    assert simulation.compare(3, 100, seed=7) != simulation.compare(3, 100, seed=8)


def test_without_contact_nothing_is_gained():
    none = simulation.compare(5, 100)[0]
    assert none.order == "none"
    assert none.gained.mean == none.contacts.mean == 0


def test_every_order_meets_the_same_branch_with_the_same_effort():
    runs = next(comparison.branches(1, 200, 1, PUBLISHED, tuple(orders.ORDERS)))
    same = world.draw(PUBLISHED, CALENDAR, 200, random.Random("1 0"))
    assert set(runs) == {"none", *orders.ORDERS}
    assert all(run.contacts <= len(same.effort) for run in runs.values())
    assert all(run.votes >= runs["none"].votes for run in runs.values())


@pytest.mark.parametrize("name", orders.ORDERS)
def test_who_voted_or_refuses_is_left_alone(name):
    gone = set()
    for _, member, _, outcome in contacted(name):
        assert member not in gone
        if outcome in (Outcome.VOTED, Outcome.NOT_VOTING):
            gone.add(member)
    assert gone


RESTS = {
    "tens": 1.0,
    "random": 1.0,
    "first": 1.0,
    "oldest 1": 1.0,
    "oldest 2": 2.0,
    "oldest 3": 3.0,
    "red and amber": 1.0,
}


@pytest.mark.parametrize("name", RESTS)
def test_the_orders_by_hand_leave_a_member_alone(name):
    last: dict[int, tuple[float, Outcome]] = {}
    for _, member, time, outcome in contacted(name):
        before, said = last.get(member, (-9.0, outcome))
        rest = by_hand.REST if said is Outcome.CALL_BACK else RESTS[name]
        assert time - before >= rest
        last[member] = time, outcome
    assert last


def test_a_call_back_comes_first_where_a_list_is_worked_by_hand():
    order = by_hand.ByHand([1, 2], [3])
    first, later = CALENDAR.moments[0], CALENDAR.moments[2]
    order.learn(0, 3, first, Reply(Outcome.CALL_BACK))
    assert order.next(0, first) == 1
    assert order.next(0, later) == 3


def test_who_promises_joins_those_to_follow_up():
    order = by_hand.ByHand([1], [2, 3], rest=1.0)
    first, later = CALENDAR.moments[0], CALENDAR.moments[2]
    order.learn(0, 2, first, Reply(Outcome.WILL_POST, first.day))
    order.learn(0, 1, first, Reply(Outcome.VOTED))
    assert order.next(0, later) == 2


def test_without_the_last_day_nobody_is_tried_on_it():
    order = made("oldest 3, not the last day", drawn())
    assert order.next(0, CALENDAR.moments[-3]) is not None
    assert CALENDAR.moments[-1].day == CALENDAR.last
    assert order.next(0, CALENDAR.moments[-1]) is None


def test_a_sheet_of_ten_is_worked_twice_and_then_handed_on():
    order = by_hand.Tens(range(20))
    for moment in CALENDAR.moments[0:4:2]:
        for _ in range(10):
            member = order.next(0, moment)
            assert member in range(10)
            order.learn(0, member, moment, Reply(Outcome.NO_ANSWER))
    assert order.next(0, CALENDAR.moments[4]) in range(10, 20)
    assert order.next(1, CALENDAR.moments[4]) in range(10)


def test_the_oldest_told_come_first():
    branch = drawn()
    order, moment = made("oldest 1", branch), CALENDAR.moments[0]
    told = []
    for _ in range(20):
        member = order.next(0, moment)
        told.append(branch.people[member].told)
        order.learn(0, member, moment, Reply(Outcome.NO_ANSWER))
    assert told == sorted(told)


class Watched(SimpleNamespace):
    """Parameters that note which of them is asked for."""

    used: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str) -> object:
        Watched.used.add(name)
        return super().__getattribute__(name)


@functools.cache
def watched() -> tuple[list[comparison.Result], set[str]]:
    """Play every order on some branches; say which parameters the model has used."""
    tables = {name: Watched(**vars(table)) for name, table in vars(PUBLISHED).items()}
    Watched.used.clear()
    results = comparison.compare(20, 200, parameters=parameters.Parameters(**tables))
    return results, set(Watched.used)


def test_nobody_does_better_than_who_knows_each_member():
    results = {result.order: result for result in watched()[0]}
    best = results.pop("oracle").turnout.mean
    assert all(result.turnout.mean < best for result in results.values())


@pytest.mark.parametrize(
    ("learn_after", "same"), [(0, True), (10**9, True), (1, False)]
)
def test_the_own_log_changes_no_try_as_long_as_what_is_stated_stands(
    learn_after: int, same: bool
) -> None:
    settings = queue_rules.Settings(learn_after=learn_after)
    found = drawn(400)
    runs = [
        comparison.play(
            Branch(PUBLISHED, CALENDAR, found),
            QueueOrder(found, CALENDAR, settings, learns=learns),
        )
        for learns in (True, False)
    ]
    assert (runs[0] == runs[1]) is same


def test_ours_is_behind_a_look_ahead_that_sees_no_more():
    found = simulation.compare(60, 300, names=("ours", "look-ahead"))
    none, ours, ahead = found
    assert ahead.behind.high < 0
    gains = [result.turnout.mean - none.turnout.mean for result in (ours, ahead)]
    assert 0.7 < gains[0] / gains[1] < 1


def test_every_world_that_comes_with_the_model_can_be_played():
    assert len(simulation.worlds()) >= 8
    for text in simulation.worlds().values():
        changed = simulation.with_changes(text)
        assert changed != PUBLISHED
        assert len(simulation.compare(1, 50, parameters=changed)) > 1


def test_effort_begins_so_many_weeks_before_the_last_safe_posting_day():
    one = Calendar(simulation.with_changes("[effort]\nweeks = 1"))
    days = {moment.day for moment in one.moments}
    assert days == set(range(one.last - 6, one.last + 1))


def test_ours_asks_the_union_s_will_vote_before_those_never_contacted():
    branch = drawn()
    order, moment = made("ours", branch), CALENDAR.moments[0]
    told = sum(person.told is not None for person in branch.people)
    first = [order.next(0, moment) for _ in range(told)]
    assert all(branch.people[member].told is not None for member in first)


def test_ours_asks_after_a_promise_when_its_collection_has_passed():
    branch = drawn()
    order, moment = made("ours", branch), CALENDAR.moments[0]
    member = order.next(0, moment)
    order.learn(0, member, moment, Reply(Outcome.WILL_POST, moment.day))
    assert order.next(0, CALENDAR.moments[4]) == member


def test_a_paper_posted_on_the_closing_day_does_not_count():
    assert CALENDAR.odds[-1] == 0
    assert CALENDAR.odds[CALENDAR.last] >= 0.9


def test_who_never_answers_never_changes():
    branch = Branch(PUBLISHED, CALENDAR, drawn())
    before = list(branch.posted)
    for member in range(200):
        reply = branch.contact(member, CALENDAR.moments[0])
        if reply.outcome is Outcome.NO_ANSWER:
            assert branch.posted[member] == before[member]


def test_your_own_parameters_take_the_place_of_the_published():
    changed = simulation.with_changes("[ballot]\nline = 0.4\n")
    assert changed.ballot.line == 0.4
    assert changed.members.firm == PUBLISHED.members.firm


@pytest.mark.parametrize("text", ["[ballot]\nlime = 1", "[nothing]\nx = 1"])
def test_unknown_parameters_are_refused(text):
    with pytest.raises(simulation.UnknownParameterError):
        simulation.with_changes(text)


def test_every_published_parameter_is_used_by_the_model():
    named = {key for table in vars(PUBLISHED).values() for key in vars(table)}
    assert named <= watched()[1]


def test_ours_is_behind_no_order_by_hand_by_more_than_chance():
    bounds = ("look-ahead", "oracle", "ours, a third untouched")
    names = tuple(name for name in orders.ORDERS if name not in bounds)
    _none, ours, *others = simulation.compare(250, 300, seed=1, names=names)
    for result in (ours, *others):
        print(f"{result.order:8} {result.gained} {result.turnout} {result.behind}")
    assert ours.order == "ours"
    assert all(other.behind.high > 0 for other in others)
    ahead = {other.order for other in others if other.behind.low > 0}
    assert {"ours, by the rules", "tens", "random", "oldest 1"} <= ahead
