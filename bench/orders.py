"""Compare the orders of contact, under the published parameters and others.

    python -m bench.orders [--ballots 1000] [--members 500] [--seed 1]

Prints the tables of docs/simulation.md.
"""

import argparse
import time
from collections.abc import Iterator

from bot.rules.stats import simulation
from bot.rules.stats.simulation import Result
from bot.texts.stats import simulation_words as texts

OTHERWISE = {
    "as published": "",
    "half the effort": "[effort]\ntries = 2.5",
    "double the effort": "[effort]\ntries = 10.0",
    "four weeks, not six": "[ballot]\ncloses = 2026-10-05T12:00:00",
    "firm and willing alike": "[posting]\nfirm = 0.06\nwilling = 0.06",
    "a second talk does as much": "[effect]\nagain = 1.0",
    "a second talk does nothing": "[effect]\nagain = 0.0",
    "twice as many papers lost": "[members]\npaper_lost = 0.10",
    "the list says nothing": "[members]\ntold_willing = 0.0\ntold_others = 0.0",
    "most answer": "[answering]\nby_day = 0.55\nevening = 0.65",
    "little forgetting": "[posting]\nkept_daily = 0.98\nwilling = 0.015",
}
OTHERS = ("tens", "random", "oldest", "first")


def table(results: list[Result]) -> Iterator[str]:
    """Write the table of every order under one set of parameters."""
    yield f"| {' | '.join(texts.HEADINGS)} |"
    yield "|---|" + "--:|" * (len(texts.HEADINGS) - 1)
    for row in texts.rows(results):
        yield f"| {' | '.join(row)} |"


def scenarios(ballots: int, members: int, seed: int) -> Iterator[str]:
    """Show how far other orders fall behind ours when an assumption changes."""
    yield f"| assumption | ours gains per 100 | {' | '.join(OTHERS)} |"
    yield "|---|--:|" + "--:|" * len(OTHERS)
    for name, text in OTHERWISE.items():
        changed = simulation.with_changes(text)
        found = simulation.compare(ballots, members, seed, changed)
        by = {result.order: result for result in found}
        behind = " | ".join(texts.interval(by[order].behind, 2) for order in OTHERS)
        yield f"| {name} | {texts.interval(by['ours'].gained, 1)} | {behind} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=1000)
    parser.add_argument("--members", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.perf_counter()
    for line in table(simulation.compare(asked.ballots, asked.members, asked.seed)):
        print(line)
    print(f"\n{asked.ballots} ballots in {time.perf_counter() - start:.0f} s\n")
    for line in scenarios(asked.ballots // 4, asked.members, asked.seed + 1):
        print(line, flush=True)


if __name__ == "__main__":
    main()
