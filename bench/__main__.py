"""Measure the program.

    python -m bench gates [--members 1000000]
    python -m bench run [--suite claim] [--rounds 7] [--waiting 1000 ...] [--json OUT]
    python -m bench branches [--database postgresql] [--ballots 1000] [--json OUT]

`gates` counts and takes no time; `run` compares in one run, round by round in turn, and
prints the table of docs/performance.md. Peers: `pip install -r bench/peers.txt`; those
that are not installed are named and left out.
`branches` plays many branches in one installation, for docs/scale.md.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from bench.branches import play
from bench.branches.fill import Size
from bench.speed import claims, figures, gates, imports, nudges, path, stats
from bench.speed.figures import Figure

SUITES: dict[str, Callable[[int], Iterator[Figure]]] = {
    "claim": claims.figures_of,
    "path": path.figures_of,
    "nudge": nudges.figures_of,
    "stats": stats.figures_of,
    "import": imports.figures_of,
}


def check_gates(members: int) -> int:
    """Print each count beside its limit; return 1 if one is over."""
    found = list(gates.counts(members))
    for gate in found:
        print(f"{'ok  ' if gate.holds else 'OVER'} {gate}")
    return 0 if all(gate.holds for gate in found) else 1


def run(asked: argparse.Namespace) -> int:
    """Measure the suites asked for; print the table."""
    sized = SUITES | {"nudge": partial(nudges.figures_of, waiting=asked.waiting)}
    names = list(SUITES) if asked.suite == "all" else [asked.suite]
    measured = (one for name in names for one in sized[name](asked.rounds))
    return tell(measured, asked.json)


def tell(measured: Iterable[Figure], out: Path | None) -> int:
    """Print each figure once it is found, and the table of all."""
    found: list[Figure] = []
    for figure in measured:
        found.append(figure)
        print(*list(figures.table([figure]))[2:], file=sys.stderr, flush=True)
    print("\n".join(figures.table(found)))
    print(f"\n{figures.machine()}")
    if out is not None:
        out.write_text(json.dumps(figures.as_json(found), indent=1), encoding="utf-8")
    return 0


def main() -> int:
    """Do what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    counting = commands.add_parser("gates")
    counting.add_argument("--members", type=int, default=1_000_000)
    running = commands.add_parser("run")
    running.add_argument("--suite", default="all", choices=("all", *SUITES))
    running.add_argument("--rounds", type=int, default=7)
    waiting = {"nargs": "+", "type": int, "default": nudges.WAITING}
    running.add_argument("--waiting", **waiting, help="nudges and jobs, 200 or more")
    running.add_argument("--json", type=Path)
    many = commands.add_parser("branches")
    many.add_argument("--database", default="sqlite", choices=("sqlite", "postgresql"))
    many.add_argument("--ballots", type=int, default=1_000)
    many.add_argument("--advocates", type=int, default=10, help="of each ballot")
    many.add_argument("--members", type=int, default=200, help="of each ballot")
    many.add_argument("--asking", type=int, default=300, help="advocates at once")
    many.add_argument("--json", type=Path)
    asked = parser.parse_args()
    if asked.command == "gates":
        return check_gates(asked.members)
    if asked.command == "branches":
        size = Size(asked.ballots, asked.advocates, asked.members)
        played = play.figures_of(size, asked.asking, asked.database)
        return tell(played, asked.json)
    return run(asked)


if __name__ == "__main__":
    sys.exit(main())
