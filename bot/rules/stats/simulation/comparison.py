"""Compare orders of contact on many branches, with the same dice for every order."""

import math
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from statistics import fmean, stdev
from typing import Any, NamedTuple

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation import orders, world
from bot.rules.stats.simulation.branch import Branch
from bot.rules.stats.simulation.calendar import Calendar
from bot.rules.stats.simulation.parameters import Parameters, published


class Run(NamedTuple):
    """What one order achieved in one branch."""

    votes: int
    contacts: int
    talks: int


class Interval(NamedTuple):
    """A mean over branches and its 95 % interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Result:
    """How an order of contact did over all branches.

    `gained`: papers for each 100 contacts, beyond those without any contact. `turnout`:
    a share. `behind`: points of turnout behind this program's order, branch by branch.
    `over`: the share of branches that reach the line.
    """

    order: str
    gained: Interval
    turnout: Interval
    contacts: Interval
    behind: Interval
    over: float


def compare(
    ballots: int,
    members: int,
    seed: int = 1,
    parameters: Parameters | None = None,
    names: tuple[str, ...] = tuple(orders.ORDERS),
    each: Callable[[], None] = lambda: None,
) -> list[Result]:
    """Run every order on the same branches; first "none", without any contact.

    `each` is called after each branch.
    """
    parameters = parameters or published()
    runs: dict[str, list[Run]] = {}
    for played in branches(ballots, members, seed, parameters, names):
        for name, run in played.items():
            runs.setdefault(name, []).append(run)
        each()
    ours = runs.get("ours", runs["none"])
    needed = math.ceil(parameters.ballot.line * members - 1e-9)
    return [
        _result(name, own, runs["none"], ours, members, needed)
        for name, own in runs.items()
    ]


def branches(
    ballots: int, members: int, seed: int, p: Parameters, names: tuple[str, ...]
) -> Iterator[dict[str, Run]]:
    """Draw one branch after the other and play every order on it."""
    calendar = Calendar(p)
    for number in range(ballots):
        rng = random.Random(f"{seed} {number}")
        drawn = world.draw(p, calendar, members, rng)
        played = {"none": Run(Branch(p, calendar, drawn).votes(), 0, 0)}
        for name in names:
            branch = Branch(p, calendar, drawn)
            played[name] = play(branch, orders.ORDERS[name](branch, calendar, rng))
        yield played


def play(branch: Branch, order: orders.Order) -> Run:
    """Play all the tries of the advocates in one order."""
    contacts = talks = 0
    for moment, advocate in branch.world.effort:
        member = order.next(advocate, moment)
        if member is None:
            continue
        reply = branch.contact(member, moment)
        order.learn(advocate, member, moment, reply)
        contacts += 1
        talks += reply.outcome is not Outcome.NO_ANSWER
    return Run(branch.votes(), contacts, talks)


def _result(
    name: str,
    runs: list[Run],
    without: list[Run],
    ours: list[Run],
    members: int,
    needed: int,
) -> Result:
    gained = [
        100 * (run.votes - base.votes) / max(1, run.contacts)
        for run, base in zip(runs, without, strict=True)
    ]
    behind = [
        100 * (best.votes - run.votes) / members
        for run, best in zip(runs, ours, strict=True)
    ]
    return Result(
        order=name,
        gained=interval(gained),
        turnout=interval([run.votes / members for run in runs]),
        contacts=interval([float(run.contacts) for run in runs]),
        behind=interval(behind),
        over=sum(run.votes >= needed for run in runs) / len(runs),
    )


def interval(values: list[float]) -> Interval:
    """Compute a mean and its 95 % interval."""
    mean = fmean(values)
    reach = 1.96 * stdev(values) / math.sqrt(len(values)) if len(values) > 1 else 0.0
    return Interval(mean, mean - reach, mean + reach)


def as_json(results: list[Result]) -> list[dict[str, Any]]:
    """Convert results to plain data, each interval to mean, low and high."""
    return [
        {field.name: _plain(getattr(result, field.name)) for field in fields(result)}
        for result in results
    ]


def _plain(value: Any) -> Any:
    return value._asdict() if isinstance(value, Interval) else value
