"""The report behind a stats message, and which of its cells may be shown."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from bot.rules.queue.bands import Band as QueueBand
from bot.rules.stats.turnout import Band, Counts, Facts

SMALL = 5
"""Cells of fewer members are hidden, since they could identify people."""


class Block(StrEnum):
    """Why a member who can still vote cannot be handed out now."""

    LATER = "later"  # in the queue, due at a time of their own
    HELD = "held"  # on somebody's card
    WAITING = "waiting"  # a message was sent
    NO_PAPER = "no_paper"  # none, and none can come any more
    REPLACEMENT = "replacement"  # a new paper is on its way
    CASE = "case"  # an organiser owes an answer
    TRIED_OUT = "tried_out"  # no answer after all tries
    NO_WAY = "no_way"  # no working number or address


@dataclass(frozen=True, slots=True)
class Blocked:
    """How many members a reason blocks, and until when the first of them."""

    why: Block
    members: int
    until: dt.datetime | None = None


class First(NamedTuple):
    """Who would be handed out first now: a band of the queue, and how many."""

    band: QueueBand
    members: int


@dataclass(frozen=True, slots=True)
class Today:
    """Today's work."""

    contacts: int = 0
    voted: int = 0
    promised: int = 0
    advocates: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a stats message shows."""

    name: str
    facts: Facts
    band: Band
    today: Today = Today()
    promises_due: int = 0
    open_cards: int = 0
    ready: int = 0
    """Members who can be handed out now."""
    first: First | None = None
    blocked: tuple[Blocked, ...] = ()


def shown(workplaces: Mapping[str, Counts]) -> tuple[dict[str, Counts], Counts]:
    """Separate the workplaces that may be shown, largest first, from the others' sum.

    The others are five members or more, or none: one small workplace alone could be
    computed from the total, so the smallest one shown joins it.
    """
    cells = sorted(workplaces.items(), key=lambda item: (-item[1].listed, item[0]))
    small = Counts()
    while cells and (cells[-1][1].listed < SMALL or 0 < small.listed < SMALL):
        small.update(cells.pop()[1])
    return dict(cells), small if small.listed >= SMALL else Counts()
