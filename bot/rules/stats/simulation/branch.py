"""Simulate contacts: whether a member answers, what they say, what it changes."""

import math
from typing import NamedTuple

from bot.rules.outcomes import Outcome
from bot.rules.stats.simulation import world
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.simulation.parameters import Parameters
from bot.rules.stats.simulation.world import NEVER, Intention, World


class Reply(NamedTuple):
    """What a contact came to; a promise has its day."""

    outcome: Outcome
    day: int | None = None


class Branch:
    """The state of a drawn branch as the contacts of one order change it."""

    def __init__(self, p: Parameters, calendar: Calendar, drawn: World) -> None:
        self.p, self.calendar, self.world = p, calendar, drawn
        self.posted = [person.alone for person in drawn.people]
        self.paper = [person.paper for person in drawn.people]
        self.tries = [0] * len(drawn.people)
        self.talks = [0] * len(drawn.people)

    def votes(self) -> int:
        """Count the papers that are in before the close."""
        odds = self.calendar.odds
        last = len(odds)
        return sum(
            posted < last and person.delivery < odds[int(posted)]
            for posted, person in zip(self.posted, self.world.people, strict=True)
        )

    def contact(self, member: int, moment: Moment) -> Reply:
        """Try to reach a member, and apply what comes of it."""
        person = self.world.people[member]
        which = member * world.TRIES + min(self.tries[member], world.TRIES - 1)
        first = which * world.DICE
        self.tries[member] += 1
        if self.world.dice[first] >= person.answers[moment.slot]:
            return _NO_ANSWER
        dice = self.world.dice[first : first + world.DICE]
        if dice[1] < self.p.answering.call_back:
            return Reply(Outcome.CALL_BACK)
        if self.posted[member] <= moment.time:
            return Reply(Outcome.VOTED)
        if self.paper[member] > moment.time and person.intention is not _AGAINST:
            return self._no_paper(member, moment, dice)
        return self._with_paper(member, moment, dice)

    def _no_paper(self, member: int, moment: Moment, dice: list[float]) -> Reply:
        if self.paper[member] < NEVER:
            return Reply(Outcome.REPLACEMENT_REQUESTED)
        r = self.p.replacement
        if moment.time >= self.calendar.cutoff or dice[2] >= r.asks:
            return Reply(Outcome.NEEDS_REPLACEMENT)
        first, last = r.days
        paper = moment.time + first + (last - first) * dice[3]
        intention = self.world.people[member].intention
        self.paper[member] = paper
        self.posted[member] = world.alone(self.p, intention, paper, dice[4])
        return Reply(Outcome.REPLACEMENT_REQUESTED)

    def _with_paper(self, member: int, moment: Moment, dice: list[float]) -> Reply:
        intention = self.world.people[member].intention
        if dice[2] < self.p.saying.overclaim:
            return Reply(Outcome.VOTED)
        self._urge(member, intention, moment, dice)
        outcome = _answer(self.p, intention, dice[3])
        if outcome is not Outcome.WILL_POST:
            return Reply(outcome)
        first, last = self.p.saying.promise_days
        return Reply(outcome, moment.day + first + int(dice[5] * (last - first + 1)))

    def _urge(
        self, member: int, intention: Intention, moment: Moment, dice: list[float]
    ) -> None:
        """Ask the plan questions, which make some post sooner, or at all."""
        e = self.p.effect
        chance = getattr(e, intention.name.lower()) * e.again ** self.talks[member]
        self.talks[member] += 1
        if dice[4] < chance:
            # the rest of the same die says how soon
            soon = moment.time - e.days * math.log(1 - dice[4] / chance)
            self.posted[member] = min(self.posted[member], soon)


_AGAINST = Intention.AGAINST
_NO_ANSWER = Reply(Outcome.NO_ANSWER)


def _answer(p: Parameters, intention: Intention, die: float) -> Outcome:
    """Draw what a member with a paper answers, by intention."""
    name = intention.name.lower()
    will = getattr(p.saying, f"{name}_will_post")
    will_not = getattr(p.saying, f"{name}_not_voting", 0.0)
    if die < will:
        return Outcome.WILL_POST
    return Outcome.NOT_VOTING if die < will + will_not else Outcome.UNDECIDED
