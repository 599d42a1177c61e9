"""Names as people type them: the like ones are offered, never taken for one another."""

import heapq
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz import fuzz, utils

from bot.rules import hashing
from bot.rules.member import Member

MOST = 6
LIKE = 78
"""Of 100: below it a name is another one ("Shaun" for "Sean" is 67 on its own)."""


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
    """Split what was typed into a member's name and number."""
    return Named(
        member.id,
        member.full_name,
        member.preferred_name or "",
        member.membership_number or "",
    )


def find(typed: str, people: Iterable[Named]) -> Found:
    """Who is called so; else who is called like it."""
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
    name = f"{one.full_name} {one.preferred_name}"
    whole = fuzz.token_sort_ratio(typed, name, processor=utils.default_process)
    parts = [
        fuzz.ratio(typed, part, processor=utils.default_process)
        for part in name.split()
    ]
    single = max(parts, default=0.0) if " " not in typed.strip() else 0.0
    part = fuzz.token_set_ratio(typed, name, processor=utils.default_process)
    return max(whole, single, part if " " in typed.strip() else 0.0)
