"""Count how often the 80 % band holds the true turnout of invented ballots.

    python -m bench.calibration [--ballots 1000] [--seed 1]

Each row is the stated model, or that model with one assumption changed; the band always
uses its default settings. Prints the table of docs/turnout.md.
"""

import argparse
import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from bench import observed_ballots
from bench.ballots import Ballot, Seen, World
from bot.rules.stats import turnout

DAYS = (14, 10, 6, 3, 1)  # posting days left when the band is read

WORLDS = (
    World("the stated model"),
    World("the same, with an official count", official=True),
    *(World(f"over-claiming {n} %", overclaim=n / 100 or 1e-4) for n in (0, 5, 15, 20)),
    World("the silent vote like the rest", silent=0.0),
    World("the silent vote far less (-1.2)", silent=-1.2),
    World("the silent hardly vote (-1.8)", silent=-1.8),
    World("3 of 10 promises kept", kept=0.3),
    World("8 of 10 promises kept", kept=0.8),
    World("about 10 answers", answers=10),
    World("about 30 answers", answers=30),
    World("willing workplaces contacted first", uneven=1.0),
    World("the list holds 6 of 10 entitled", listed=0.6),
)


@dataclass
class Tally:
    """How well the bands of one world did."""

    bands: int = 0
    held: Counter[int] = field(default_factory=Counter)
    too_low: int = 0  # the truth was above the band
    width: float = 0.0
    error: float = 0.0
    plain: float = 0.0

    def add(self, seen: Seen, left: int) -> None:
        """Add a ballot, seen with so many posting days left."""
        band = turnout.band(seen.facts)
        self.bands += 1
        self.held[left] += band.low <= seen.truth <= band.high
        self.too_low += seen.truth > band.high
        self.width += band.high - band.low
        self.error += abs(band.likely - seen.truth)
        self.plain += abs(seen.plain - seen.truth)

    @property
    def coverage(self) -> float:
        """Share of the bands that held the truth."""
        return self.held.total() / self.bands

    def row(self, name: str) -> str:
        """Write a line of the table: shares in per cent, errors in points."""
        n = self.bands
        each = n / len(DAYS)
        days = [f"{100 * self.held[day] / each:.0f}" for day in DAYS]
        above = 100 * self.too_low / n
        below = 100 * (1 - self.coverage) - above
        cells = [
            name,
            f"{100 * self.coverage:.0f}",
            *days,
            f"{above:.0f} / {below:.0f}",
            f"{100 * self.width / n:.0f}",
            f"{100 * self.error / n:.1f}",
            f"{100 * self.plain / n:.1f}",
        ]
        return f"| {' | '.join(cells)} |"


def tally(world: World, ballots: int, seed: int) -> Tally:
    """Tally so many ballots of a world, spread evenly over the days."""
    rng, result = random.Random(f"{seed} {world.name}"), Tally()
    for number in range(ballots):
        left = DAYS[number % len(DAYS)]
        result.add(Ballot(world, rng, left).play(), left)
    return result


def watched_tally(order: str, ballots: int, seed: int) -> Tally:
    """Tally the open model the same way, contacted in an order."""
    rng, result = random.Random(f"{seed} {order}"), Tally()
    for number in range(ballots):
        left = DAYS[number % len(DAYS)]
        members = round(math.exp(rng.uniform(math.log(300), math.log(5000))))
        result.add(observed_ballots.ballot(members, left, rng, order), left)
    return result


def table(ballots: int, seed: int) -> Iterator[str]:
    """Print the table of docs/turnout.md, line by line."""
    days = " | ".join(f"{day} d" for day in DAYS)
    yield f"| world | held % | {days} | above / below % | width | error | plain |"
    yield "|---|" + "--:|" * (len(DAYS) + 5)
    for world in WORLDS:
        yield tally(world, ballots, seed).row(world.name)
    for order in ("ours", "random", "tens"):
        yield watched_tally(order, ballots, seed).row(f"the open model, {order}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for line in table(arguments.ballots, arguments.seed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
