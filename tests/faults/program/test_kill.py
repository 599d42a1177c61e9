"""Killed at random moments under traffic: nothing acknowledged is lost (P1 to P4).

20 kills by default; MANTELPIECE_KILLS=500 kills so often, MANTELPIECE_SEED=7 replays.
"""

import contextlib
import os
import random
from pathlib import Path

from bot.demo.telegram.faults import Kind
from tests.faults.program import checker, harness
from tests.faults.program.harness import Program

KILLS = int(os.environ.get("MANTELPIECE_KILLS", "20"))
SEED = os.environ.get("MANTELPIECE_SEED")
AT_ONCE = 2
"""How many people write in one life of the program, at most."""
CALLS = 40
"""After how many of its calls it dies, at most: more than it needs to keep up."""
TROUBLES = (
    *(Kind.TOO_MANY, Kind.BAD_GATEWAY, Kind.SERVER_ERROR, Kind.RESET, Kind.SLOW),
    *(Kind.ANSWER_LOST, Kind.ANSWER_CUT, Kind.GATEWAY_AFTER),
)


async def traffic(made: Program) -> None:
    """Some people take a card and report; an update comes twice, a call fails."""
    for name in made.chance.sample(
        sorted(made.people), made.chance.randint(1, AT_ONCE)
    ):
        made.say(name, "/next")
        made.say(name, "/done voted")
    if made.chance.random() < 0.3:
        made.town.redeliver(made.chance.choice(made.town.feed.everything))
    if made.chance.random() < 0.3:
        kind, skip = made.chance.choice(TROUBLES), made.chance.randrange(4)
        made.town.faults.plan(kind, skip=skip, seconds=0.3)


async def one_life(made: Program) -> None:
    """Start it, and kill it after some calls, once all were heard, or at any moment."""
    await made.start()
    await traffic(made)
    goal = len(made.town.history) + made.chance.randint(1, CALLS)
    short = made.chance.random() < 0.3
    with contextlib.suppress(TimeoutError):
        await made.town.until(
            lambda: len(made.town.history) >= goal or not made.history.waiting,
            made.chance.uniform(0.1, 1) if short else checker.LONGEST_SILENCE,
        )
    await made.kill()
    made.town.faults.clear()


async def test_random_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    seed = int(SEED) if SEED else random.randrange(10**6)
    print(f"seed {seed}")
    members = KILLS * AT_ONCE + 50
    people = max(24, KILLS // 8)
    async with harness.program(tmp_path, random.Random(seed), people, members) as made:
        for _ in range(KILLS):
            await one_life(made)
        await made.finish()
        checker.check(made)
        shown = sum(checker.ticks(made).values())
    print(f"{KILLS} kills, {sum(made.history.said.values())} reports, {shown} ticks;")
    print(f"longest silence {checker.longest_silence(made):.1f} s")
