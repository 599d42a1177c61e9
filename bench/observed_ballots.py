"""Ballots of the open model, as a branch would see them on a day before the close.

The open model (docs/simulation.md) is independent of the model behind the band. Its
parameters vary here from ballot to ballot.
"""

import random
from collections import Counter

from bench.ballots import Seen
from bot.rules.outcomes import Outcome
from bot.rules.stats import turnout
from bot.rules.stats.simulation import orders, parameters, world
from bot.rules.stats.simulation.branch import Branch, Reply
from bot.rules.stats.simulation.calendar import Calendar, Moment
from bot.rules.stats.standings import Standing

CALENDAR = Calendar(parameters.published())
STANDINGS = {
    Outcome.VOTED: Standing.VOTED,
    Outcome.WILL_POST: Standing.PROMISED,
    Outcome.NEEDS_REPLACEMENT: Standing.NEEDS_REPLACEMENT,
    Outcome.REPLACEMENT_REQUESTED: Standing.REPLACEMENT_REQUESTED,
    Outcome.UNDECIDED: Standing.UNDECIDED,
    Outcome.NOT_VOTING: Standing.NOT_VOTING,
    Outcome.CALL_BACK: Standing.CALL_BACK,
}


class Watch:
    """What the branch knows, contact by contact."""

    def __init__(self, drawn: world.World) -> None:
        self.standing = [
            Standing.UNTOUCHED if person.told is None else Standing.WILL_VOTE
            for person in drawn.people
        ]
        self.promised: dict[int, int] = {}
        self.contacts: dict[Standing, Counter[Outcome]] = {}
        self.voted: Counter[int] = Counter()
        self.made: Counter[int] = Counter()
        self.advocates = drawn.advocates

    def heard(self, member: int, moment: Moment, reply: Reply) -> None:
        """Take in one contact; silence changes nothing that was said before."""
        before, outcome = self.standing[member], reply.outcome
        self.contacts.setdefault(before, Counter())[outcome] += 1
        self.made[moment.day] += 1
        if outcome is Outcome.NO_ANSWER:
            if before in (Standing.UNTOUCHED, Standing.WILL_VOTE):
                self.standing[member] = Standing.NO_ANSWER
            return
        if outcome is Outcome.CALL_BACK and before is not Standing.NO_ANSWER:
            return
        self.standing[member] = STANDINGS[outcome]
        self.promised[member] = moment.day
        self.voted[moment.day] += outcome is Outcome.VOTED

    def facts(self, today: int) -> turnout.Facts:
        """Gather the facts on the morning of a day."""
        ages = Counter(
            today - self.promised[member]
            for member, standing in enumerate(self.standing)
            if standing is Standing.PROMISED
        )
        return turnout.Facts(
            counts=turnout.Counts(self.standing),
            today=CALENDAR.date(today),
            posting_days=tuple(
                CALENDAR.date(day) for day in range(today, CALENDAR.last + 1)
            ),
            last_posting=CALENDAR.date(CALENDAR.last),
            entitled=len(self.standing),
            promise_ages=ages,
            contacts=self.contacts,
            voted_by_day={CALENDAR.date(d): n for d, n in self.voted.items()},
            contacts_by_day={CALENDAR.date(d): n for d, n in self.made.items()},
            advocates=self.advocates,
        )


def varied(rng: random.Random) -> parameters.Parameters:
    """Vary the published parameters: no two branches are alike."""
    p = parameters.published()
    p.saying.overclaim = rng.uniform(0.0, 0.2)
    p.answering.willing_first = rng.uniform(0.0, 1.5)
    p.answering.personal = rng.uniform(0.5, 0.95)
    p.members.firm *= rng.uniform(0.4, 1.6)
    p.members.against *= rng.uniform(0.3, 2.0)
    p.posting.willing *= rng.uniform(0.3, 2.5)
    p.effort.tries *= rng.uniform(0.4, 2.0)
    return p


def ballot(members: int, left: int, rng: random.Random, order: str = "ours") -> Seen:
    """Play a ballot of the model; observe it with `left` posting days left."""
    p = varied(rng)
    drawn = world.draw(p, CALENDAR, members, rng)
    branch, watch = Branch(p, CALENDAR, drawn), Watch(drawn)
    queue = orders.ORDERS[order](branch, CALENDAR, rng)
    today = CALENDAR.last + 1 - left
    facts = None
    for moment, advocate in drawn.effort:
        if facts is None and moment.day >= today:
            facts = watch.facts(today)
        member = queue.next(advocate, moment)
        if member is not None:
            reply = branch.contact(member, moment)
            queue.learn(advocate, member, moment, reply)
            watch.heard(member, moment, reply)
    return Seen(facts or watch.facts(today), branch.votes() / members)
