"""Compare the orders of contact, under the published parameters and in other worlds.

    python -m bench.orders [--ballots 200] [--members 500] [--seed 1]

Prints the tables of docs/simulation.md.
"""

import argparse
import time
from collections.abc import Iterator

from bot.rules.stats import simulation
from bot.rules.stats.simulation import Result
from bot.texts.stats import simulation_words as texts

OTHERS = tuple(name for name in simulation.ORDERS if name != "ours")


def table(results: list[Result]) -> Iterator[str]:
    """Write the table of every order under one set of parameters."""
    yield f"| {' | '.join(texts.HEADINGS)} |"
    yield "|---|" + "--:|" * (len(texts.HEADINGS) - 1)
    for row in texts.rows(results):
        yield f"| {' | '.join(row)} |"


def worlds(ballots: int, members: int, seed: int) -> Iterator[str]:
    """Show how far other orders fall behind ours in each world."""
    yield f"| world | ours gains per 100 | {' | '.join(OTHERS)} |"
    yield "|---|--:|" + "--:|" * len(OTHERS)
    for name, text in {"as published": "", **simulation.worlds()}.items():
        changed = simulation.with_changes(text)
        found = simulation.compare(ballots, members, seed, changed)
        by = {result.order: result for result in found}
        behind = " | ".join(texts.interval(by[order].behind, 2) for order in OTHERS)
        yield f"| {name} | {texts.interval(by['ours'].gained, 1)} | {behind} |"


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ballots", type=int, default=200)
    parser.add_argument("--members", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = time.perf_counter()
    for line in table(simulation.compare(asked.ballots, asked.members, asked.seed)):
        print(line)
    print(f"\n{asked.ballots} ballots in {time.perf_counter() - start:.0f} s\n")
    for line in worlds(asked.ballots, asked.members, asked.seed + 1):
        print(line, flush=True)


if __name__ == "__main__":
    main()
