"""A figure of a bench: what was found, between which bounds, and what it should be."""

import importlib.util
import os
import platform
import statistics
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from storage import engine


class Aim(NamedTuple):
    """A bound that a figure should not pass."""

    bound: float
    at_least: bool = False

    def __str__(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {_short(self.bound)}"


class Figure(NamedTuple):
    """One line of the table: the median of the rounds, and their spread."""

    number: str
    """As in "F4"."""
    what: str
    rounds: Sequence[float]
    unit: str
    aim: Aim | None = None

    @property
    def median(self) -> float:
        """The round in the middle."""
        return statistics.median(self.rounds)

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None without one."""
        if self.aim is None:
            return None
        over = self.median >= self.aim.bound
        return over if self.aim.at_least else self.median <= self.aim.bound


def table(found: Iterable[Figure]) -> Iterator[str]:
    """Write the figures as the table of docs/performance.md."""
    yield "| figure | what | median (spread) | aim | met |"
    yield "|---|---|--:|---|---|"
    for one in found:
        low, high = min(one.rounds), max(one.rounds)
        spread = f" ({_short(low)} to {_short(high)})" if low < high else ""
        told = {None: "–", True: "yes", False: "no"}[one.met]
        yield (
            f"| {one.number} | {one.what} | {_short(one.median)}{spread} {one.unit}"
            f" | {one.aim or '–'} | {told} |"
        )


def as_json(found: Iterable[Figure]) -> list[dict[str, Any]]:
    """Return the figures as values for a JSON file."""
    return [
        {**one._asdict(), "aim": str(one.aim or ""), "median": one.median}
        for one in found
    ]


def installed(peer: str) -> bool:
    """Whether this peer can be compared with; say so where it cannot."""
    if importlib.util.find_spec(peer):
        return True
    missing = f"{peer} is not installed, so nothing is compared with it"
    print(f"{missing}: pip install -r bench/peers.txt", file=sys.stderr)
    return False


def machine() -> str:
    """Say on what machine the figures were found, and how busy it was."""
    sqlite = engine.sqlite_module().sqlite_version
    return (
        f"Python {platform.python_version()}, SQLite {sqlite}, {os.cpu_count()} cores"
        f" ({platform.machine()}), load {os.getloadavg()[0]:.1f} at the end"
    )


def _short(value: float) -> str:
    """As in "3.9", "0.02", "1,204"."""
    if value == round(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2g}"
