"""Killed at one write call of SQLite after another, in claim and report (P1, P6).

It dies before the call, in the middle of it or after it. 5 calls of each by default,
spread over all there are; MANTELPIECE_WRITES=1000 takes every one.
"""

import os
import random
from pathlib import Path

from tests.faults.program import checker, harness
from tests.faults.program.harness import Program
from tests.faults.program.sqlite_calls import COUNTED, FOR_EVER, How

CALLS = int(os.environ.get("MANTELPIECE_WRITES", "5"))
SEED = os.environ.get("MANTELPIECE_SEED")
WORDS = ("/next", "/done voted")


async def count_writes(made: Program) -> list[int]:
    """Return how many calls each of the two takes, to what is sent and noted."""
    await made.start()
    counts = []
    for words in WORDS:
        await made.rest()
        before = made.writes[COUNTED]
        made.say("Advocate 0", words)
        await made.rest()
        counts.append(made.writes[COUNTED] - before)
    await made.stop()
    return counts


async def die_in(made: Program, name: str, words: str, call: int) -> None:
    """Somebody says something; the program dies in this write call after it."""
    await made.start()
    await made.rest()
    how = made.chance.choice(list(How))
    made.writes[:] = [0, call, FOR_EVER, how]
    made.say(name, words)
    assert await made.ended() == -9
    made.writes[:] = harness.UNHARMED


async def test_no_write_call_is_a_bad_one_to_die_in(tmp_path: Path) -> None:
    seed = int(SEED) if SEED else random.randrange(10**6)
    print(f"seed {seed}")
    async with harness.program(
        tmp_path, random.Random(seed), CALLS + 1, 3 * CALLS + 60
    ) as made:
        counts = await count_writes(made)
        step = max(1, max(counts) // CALLS)
        calls = range(made.chance.randint(1, step), min(counts) + 1, step)
        for turn, call in enumerate(calls):
            name = f"Advocate {1 + turn % CALLS}"
            for words in WORDS:
                await die_in(made, name, words, call)
        await made.finish()
        checker.check(made)
        print(f"{counts} write calls, killed in {2 * len(calls)};")
        print(f"longest silence {checker.longest_silence(made):.1f} s")
