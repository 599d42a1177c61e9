"""How cases went, by kind: the median time, and how many were answered in time."""

import datetime as dt
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from bot.rules.care.policies import KINDS


class Timed(Protocol):
    """What the report needs to know of a case."""

    @property
    def kind(self) -> str:
        """Its kind."""

    @property
    def asked_at(self) -> dt.datetime:
        """When it was opened, or opened again."""

    @property
    def settled_at(self) -> dt.datetime | None:
        """When it was answered or closed."""

    @property
    def reply_by(self) -> dt.datetime:
        """By when it was to be."""


@dataclass(frozen=True, slots=True)
class Line:
    """One kind; `median` is None while none is settled."""

    kind: str
    opened: int
    settled: int
    in_time: int
    overdue: int
    median: dt.timedelta | None


def lines(cases: Iterable[Timed], now: dt.datetime) -> tuple[Line, ...]:
    """Report each kind of which there are cases."""
    listed = list(cases)
    found = (
        line(kind, (one for one in listed if one.kind == kind), now) for kind in KINDS
    )
    return tuple(one for one in found if one.opened)


def line(kind: str, cases: Iterable[Timed], now: dt.datetime) -> Line:
    """Report on these cases together, under the name of a kind."""
    listed = list(cases)
    settled = [(one, one.settled_at) for one in listed if one.settled_at is not None]
    times = [(at - one.asked_at).total_seconds() for one, at in settled]
    return Line(
        kind,
        len(listed),
        len(settled),
        sum(at <= one.reply_by for one, at in settled),
        sum(one.settled_at is None and one.reply_by <= now for one in listed),
        dt.timedelta(seconds=statistics.median(times)) if times else None,
    )
