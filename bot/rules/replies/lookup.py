"""Find members by a typed name; similar names are offered, never assumed."""

import heapq
from collections.abc import Iterable
from typing import NamedTuple

from bot.rules import hashing
from bot.rules.member import Member

MOST = 6
LIKE = 78
"""The least similarity, of 100, to offer a name ("Shaun" for "Sean" scores 67)."""


class Named(NamedTuple):
    """Somebody by everything they may be called."""

    id: int
    full_name: str
    preferred_name: str = ""
    number: str = ""


class Found(NamedTuple):
    """The members a name may mean, the likeliest first; `exact`: it is their name."""

    ids: tuple[int, ...]
    exact: bool = False


def named(member: Member) -> Named:
    """List the names and the number of a member."""
    return Named(
        member.id,
        member.full_name,
        member.preferred_name or "",
        member.membership_number or "",
    )


def find(typed: str, people: Iterable[Named]) -> Found:
    """Find members with exactly this name or number, else with similar names."""
    known = list(people)
    wanted = hashing.normalise(typed)
    exact = [one.id for one in known if wanted in _whole(one)] if wanted else []
    if exact:
        return Found(tuple(exact[:MOST]), True)
    scored = ((_score(typed, one), -one.id) for one in known)
    best = heapq.nlargest(MOST, (pair for pair in scored if pair[0] >= LIKE))
    return Found(tuple(-number for _, number in best))


def _whole(one: Named) -> set[str]:
    last = one.full_name.partition(" ")[2]
    called = f"{one.preferred_name} {last}" if one.preferred_name else ""
    return {
        hashing.normalise(name) for name in (one.full_name, called, one.number) if name
    }


def _score(typed: str, one: Named) -> float:
    """How like: the whole name in any order, or one part of it for a single word."""
    # A program at rest, which nobody has asked for a name yet, does without.
    from rapidfuzz import fuzz, utils

    name = f"{one.full_name} {one.preferred_name}"
    whole = fuzz.token_sort_ratio(typed, name, processor=utils.default_process)
    parts = [
        fuzz.ratio(typed, part, processor=utils.default_process)
        for part in name.split()
    ]
    single = max(parts, default=0.0) if " " not in typed.strip() else 0.0
    part = fuzz.token_set_ratio(typed, name, processor=utils.default_process)
    return max(whole, single, part if " " in typed.strip() else 0.0)
