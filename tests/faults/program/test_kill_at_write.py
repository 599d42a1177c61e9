"""Killed at one write call of SQLite after another, in claim and report (P1, P6).

It dies before the call, in the middle of it or after it. 20 calls of each by default,
spread over all there are; MANTELPIECE_WRITES=1000 takes every one.
"""

import asyncio
import os
import random
from pathlib import Path

from tests.faults.program import checker, harness
from tests.faults.program.harness import Program
from tests.faults.program.sqlite_calls import COUNTED, FOR_EVER, How

PROGRAMS = 4
CALLS = int(os.environ.get("MANTELPIECE_WRITES", "20"))
SEED = os.environ.get("MANTELPIECE_SEED")
WORDS = ("/next", "/done voted")
PEOPLE = 24
MEMBERS = 3 * CALLS + 60


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


async def check_program(folder: Path, seed: int, calls: range) -> float:
    """Let one program die in these calls, check it, and return its longest silence."""
    chance = random.Random(seed)
    async with harness.program(folder, chance, PEOPLE, MEMBERS) as made:
        for turn, call in enumerate(calls):
            for words in WORDS:
                await die_in(made, f"Advocate {turn % PEOPLE}", words, call)
        await made.finish()
        checker.check(made)
    return checker.longest_silence(made)


async def test_no_write_call_is_a_bad_one_to_die_in(tmp_path: Path) -> None:
    seed = int(SEED) if SEED else random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    async with harness.program(tmp_path, chance, PEOPLE, MEMBERS) as made:
        counts = await count_writes(made)
    step = max(1, max(counts) // CALLS)
    calls = range(chance.randint(1, step), min(counts) + 1, step)
    silences = await asyncio.gather(
        *(
            check_program(tmp_path / str(turn), seed + turn, calls[turn::PROGRAMS])
            for turn in range(PROGRAMS)
        )
    )
    print(f"{counts} write calls, killed in {len(WORDS) * len(calls)};")
    print(f"longest silence {max(silences):.1f} s")
