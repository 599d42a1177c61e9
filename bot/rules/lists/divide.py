"""Divide members into shares for reps."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.rules.ballot import phases, timetable
from bot.rules.ballot.ballot import Ballot
from bot.rules.member import Member

KEPT = dt.timedelta(days=3)
KEPT_IN_LAST_WEEK = dt.timedelta(days=1)
LAST_WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rep:
    """Somebody who takes a share.

    `own` is their own member id; `knows` are members they have contacted before.
    """

    name: str
    person_id: int | None = None
    workplace: str | None = None
    own: int | None = None
    knows: frozenset[int] = field(default_factory=frozenset)


def divide(
    members: Sequence[Member], reps: Sequence[Rep], each: int
) -> list[list[Member]]:
    """Give every rep at most `each` members, evenly, the most urgent first.

    `members` come in the order of the queue. A member goes to a rep who knows them,
    else to one of the same workplace, else to the rep with the fewest; nobody gets
    themselves.
    """
    shares: list[list[Member]] = [[] for _ in reps]
    taken = members[: each * len(reps)]
    most = min(each, math.ceil(len(taken) / len(reps))) if reps else 0

    def give(member: Member, wanted: Iterable[int]) -> bool:
        free = [
            place
            for place in wanted
            if len(shares[place]) < most and reps[place].own != member.id
        ]
        if free:
            shares[min(free, key=lambda place: len(shares[place]))].append(member)
        return bool(free)

    left = []
    for member in taken:
        known = [p for p, rep in enumerate(reps) if _knows(rep, member)]
        colleagues = [p for p, rep in enumerate(reps) if _same_workplace(rep, member)]
        if not give(member, known) and not give(member, colleagues):
            left.append(member)
    for member in left:
        give(member, range(len(reps)))
    order = {member.id: place for place, member in enumerate(members)}
    return [sorted(share, key=lambda one: order[one.id]) for share in shares]


def _knows(rep: Rep, member: Member) -> bool:
    named = (member.assigned_to or "").casefold() == rep.name.casefold()
    return member.id in rep.knows or named


def _same_workplace(rep: Rep, member: Member) -> bool:
    return bool(rep.workplace) and rep.workplace == member.workplace


def kept_until(ballot: Ballot, now: dt.datetime) -> dt.datetime:
    """Until when a share without any answer is kept: shorter in the last week."""
    last = timetable.of(ballot).last_day
    near_end = timetable.phase(ballot, now) is phases.Phase.LAST_DAYS
    if last is not None:
        near_end = near_end or ballot.at(last) - now <= LAST_WEEK
    return now + (KEPT_IN_LAST_WEEK if near_end else KEPT)
