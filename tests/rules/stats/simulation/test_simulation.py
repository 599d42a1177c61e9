import random
from types import SimpleNamespace

import pytest

from bot.rules.outcomes import Outcome
from bot.rules.stats import simulation
from bot.rules.stats.simulation import comparison, orders, parameters, world
from bot.rules.stats.simulation.branch import Branch, Reply
from bot.rules.stats.simulation.calendar import Calendar

PUBLISHED = parameters.published()
CALENDAR = Calendar(PUBLISHED)


def drawn(members: int = 200, seed: int = 1) -> world.World:
    return world.draw(PUBLISHED, CALENDAR, members, random.Random(seed))


def made(name: str, branch: world.World) -> orders.Order:
    return orders.ORDERS[name](branch, CALENDAR, random.Random(1))


def contacted(name: str, members: int = 200) -> list[tuple[int, int, float, Outcome]]:
    """Who contacted whom, when, and what came of it."""
    branch = Branch(PUBLISHED, CALENDAR, drawn(members))
    order, log = made(name, branch.world), []
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


@pytest.mark.parametrize("name", ["tens", "random", "oldest", "first"])
def test_the_simple_orders_leave_a_member_alone_for_a_day(name):
    last: dict[int, float] = {}
    for _, member, time, _ in contacted(name):
        assert time - last.get(member, -9) >= orders.REST
        last[member] = time
    assert last


def test_a_sheet_of_ten_belongs_to_one_advocate():
    whose: dict[int, set[int]] = {}
    for advocate, member, _, _ in contacted("tens"):
        whose.setdefault(member, set()).add(advocate)
    assert all(len(advocates) == 1 for advocates in whose.values())


def test_the_oldest_told_come_first():
    branch = drawn()
    order, moment = made("oldest", branch), CALENDAR.moments[0]
    first = [order.next(0, moment) for _ in range(20)]
    told = [branch.people[member].told for member in first]
    assert told == sorted(told)


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
    used = set()

    class Watched(SimpleNamespace):
        def __getattribute__(self, name: str) -> object:
            used.add(name)
            return super().__getattribute__(name)

    watched = parameters.Parameters(
        **{name: Watched(**vars(table)) for name, table in vars(PUBLISHED).items()}
    )
    comparison.compare(20, 200, parameters=watched)
    named = {key for table in vars(PUBLISHED).values() for key in vars(table)}
    assert named <= used


def test_ours_is_ahead_of_every_other_order():
    results = simulation.compare(ballots=250, members=300, seed=1)
    for result in results:
        print(f"{result.order:8} {result.gained} {result.turnout} {result.behind}")
    others = [r for r in results if r.order != "ours"]
    assert all(other.behind.low > 0 for other in others)
