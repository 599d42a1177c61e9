"""A disk that fails under the program: no tick before it is saved, and it heals (P11).

5 programs meet 10 faults each; MANTELPIECE_DISK_FAULTS=50 gives each of them so many.
"""

import asyncio
import contextlib
import errno
import os
import random
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

from bot.texts.general_endings import NOT_SAVED
from tests.faults.program import checker, harness
from tests.faults.program.harness import Program
from tests.faults.program.sqlite_calls import FOR_EVER

PROGRAMS = 5
FAULTS = int(os.environ.get("MANTELPIECE_DISK_FAULTS", "10"))
SEED = os.environ.get("MANTELPIECE_SEED")
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS)
KINDS = ("lasting", "short", "reads", "locked")


@contextlib.asynccontextmanager
async def locked(made: Program) -> AsyncIterator[None]:
    """Another program holds the database."""
    other = sqlite3.connect(made.folder / "mantelpiece.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@contextlib.asynccontextmanager
async def failing(made: Program, kind: str) -> AsyncIterator[None]:
    """The disk fails from one of the next calls on, for some or until the end."""
    plan = made.reads if kind == "reads" else made.writes
    first = made.chance.randint(1, 60)
    last = FOR_EVER if kind == "lasting" else first + made.chance.randint(0, 9)
    wrong = errno.EIO if kind == "reads" else made.chance.choice(ERRORS)
    plan[:] = [0, first, last, wrong]
    try:
        yield
    finally:
        plan[:] = harness.UNHARMED


async def one_fault(made: Program, kind: str) -> None:
    """People report while the disk fails; whoever saw a tick finds it in the log."""
    async with locked(made) if kind == "locked" else failing(made, kind):
        for name in made.chance.sample(sorted(made.people), 3):
            made.say(name, "/next")
            made.say(name, "/done voted")
        seconds = made.chance.uniform(0.3, 2)
        await made.calls(made.chance.randint(1, 20), seconds)
        checker.check_ticks(made)
    await made.rest()


async def one_program(folder: Path, seed: int) -> Counter[str]:
    """One program meets its faults and is whole in the end; count them."""
    members = 3 * FAULTS + 60
    met: Counter[str] = Counter()
    async with harness.program(folder, random.Random(seed), members=members) as made:
        await made.start()
        await made.rest()
        for _ in range(FAULTS):
            kind = made.chance.choice(KINDS)
            await one_fault(made, kind)
            met[kind] += 1
        await made.finish()
        checker.check(made)
        assert made.starts == 1
        met["told"] = sum(seen.text == NOT_SAVED for seen in made.history.seen)
    return met


async def test_what_a_failing_disk_does_not_save_is_not_ticked_and_it_heals(
    tmp_path: Path,
) -> None:
    seed = int(SEED) if SEED else random.randrange(10**6)
    print(f"seed {seed}")
    folders = [tmp_path / str(number) for number in range(PROGRAMS)]
    met = await asyncio.gather(
        *(one_program(folder, seed + turn) for turn, folder in enumerate(folders))
    )
    found = sum(met, Counter[str]())
    print(dict(found))
    assert sum(found[kind] for kind in KINDS) == PROGRAMS * FAULTS
