"""Draw a branch: its members and the tries of its advocates.

Every order of contact gets the same branch and the same dice, so that two results
differ by the order alone.
"""

import math
import random
from dataclasses import dataclass
from enum import IntEnum

from bot.rules.stats.simulation.calendar import EVENING, LUNCH, Calendar, Moment
from bot.rules.stats.simulation.parameters import Parameters

NEVER = math.inf
TRIES, DICE = 12, 6
"""For how many tries dice are drawn for each member, and how many for a try."""


class Intention(IntEnum):
    """What a member intends to do with the paper."""

    FIRM = 0
    WILLING = 1
    WAVERING = 2
    AGAINST = 3


@dataclass(frozen=True, slots=True)
class Person:
    """A member; times are days since the opening, or `NEVER`.

    `told`: the day they told the union "will vote". `paper`: when it arrives. `alone`:
    when they post without any contact. `answers`: chance to answer at lunch, in the
    evening. `delivery`: a die against the odds of the post.
    """

    intention: Intention
    told: int | None
    paper: float
    alone: float
    answers: tuple[float, float]
    delivery: float


@dataclass(frozen=True, slots=True)
class World:
    """A branch: members in the order of the union's list, and the tries in time.

    `effort` holds the moment of each try and the advocate who makes it.
    """

    people: list[Person]
    alphabet: list[int]
    effort: list[tuple[Moment, int]]
    advocates: int
    dice: list[float]


def draw(
    parameters: Parameters, calendar: Calendar, members: int, rng: random.Random
) -> World:
    """Draw a branch with this number of members."""
    people = [_person(parameters, rng) for _ in range(members)]
    advocates = max(2, round(members / parameters.effort.per_members))
    return World(
        people=people,
        alphabet=rng.sample(range(members), members),
        effort=_effort(parameters, calendar, advocates, rng),
        advocates=advocates,
        dice=[rng.random() for _ in range(members * TRIES * DICE)],
    )


def alone(p: Parameters, intention: Intention, paper: float, die: float) -> float:
    """Work out when somebody posts without any contact: less likely every day."""
    urge = -math.log(1 - _of(p.posting, intention))
    fades = -math.log(p.posting.kept_daily)
    needed = -math.log(1 - die) * fades / urge
    return paper - math.log(1 - needed) / fades if needed < 1 else NEVER


def _person(p: Parameters, rng: random.Random) -> Person:
    shares = [_of(p.members, intention) for intention in Intention]
    intention = rng.choices(list(Intention), shares)[0]
    means_to = intention in (Intention.FIRM, Intention.WILLING)
    chance = p.members.told_willing if means_to else p.members.told_others
    told = -rng.randrange(1, p.members.told_days + 1) if rng.random() < chance else None
    lost = rng.random() < p.members.paper_lost
    paper = NEVER if lost else rng.uniform(*p.members.landing_days)
    return Person(
        intention=intention,
        told=told,
        paper=paper,
        alone=alone(p, intention, paper, rng.random()),
        answers=_answers(p, means_to, rng),
        delivery=rng.random(),
    )


def _answers(p: Parameters, means_to: bool, rng: random.Random) -> tuple[float, float]:
    a = p.answering
    lean = a.willing_first * (0.5 if means_to else -0.5) + rng.gauss(0, a.unlike)
    if rng.random() >= a.personal:
        return (_moved(a.work_only, lean),) * 2
    # half of the spread between people is their own, half depends on the hour
    by_day, evening = (rng.gauss(0, a.unlike / 2) for _ in (LUNCH, EVENING))
    return _moved(a.by_day, lean + by_day), _moved(a.evening, lean + evening)


def _effort(
    p: Parameters, calendar: Calendar, advocates: int, rng: random.Random
) -> list[tuple[Moment, int]]:
    e = p.effort
    active = [_moved(e.active, rng.gauss(0, e.uneven)) for _ in range(advocates)]
    result = []
    for moment in calendar.moments:
        share = e.evening if moment.slot == EVENING else 1 - e.evening
        if calendar.date(moment.day).weekday() == 6:
            share *= e.sunday
        for advocate, chance in enumerate(active):
            if rng.random() < chance * share:
                tries = 1 + int(rng.expovariate(1 / (e.tries - 0.5)))
                result += [(moment, advocate)] * tries
    return result


def _of(table: object, intention: Intention) -> float:
    return float(getattr(table, intention.name.lower()))


def _moved(share: float, odds: float) -> float:
    return 1 / (1 + (1 / share - 1) * math.exp(-odds))
