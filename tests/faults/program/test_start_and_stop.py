"""The real program after a kill, and told to stop in the middle of its work (P12)."""

import random
import resource
from pathlib import Path

from tests import forked
from tests.faults.program import checker, harness
from tests.faults.program.harness import Program
from tests.shell import Shell

READY_SECONDS = 5.0
"""Of the processor's time: how long it takes is the machine's doing."""


def spent() -> float:
    """Return the processor's time of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def fresh_start(made: Program) -> float:
    """Start it in a new interpreter, kill it when ready; return what that took."""
    before = spent()
    process = await Shell(made.folder, fresh=True).start("run")
    await made.calls(1, forked.PATIENCE)
    await made.town.idle()
    process.kill()
    await process.communicate()
    return spent() - before


async def test_after_a_kill_it_is_ready_in_five_seconds(tmp_path: Path) -> None:
    async with harness.program(tmp_path, random.Random(1)) as made:
        await fresh_start(made)
        made.say("Advocate 1", "/next")
        took = await fresh_start(made)
        print(f"ready after {took:.1f} s of the processor's time")
        assert 0.5 < took < READY_SECONDS
        made.say("Advocate 1", "/done voted")
        await made.finish()
        checker.check(made)


async def test_a_second_process_under_load_is_refused_and_harms_nothing(
    tmp_path: Path,
) -> None:
    async with harness.program(tmp_path, random.Random(1)) as made:
        await made.start()
        for name in made.people:
            made.say(name, "/next")
            made.say(name, "/done voted")
        first = made.itself
        made.launch()
        assert made.itself is not None
        assert await forked.status(made.itself) == 1
        assert "Another Mantelpiece is running" in made.output
        made.itself = first
        await made.finish()
        checker.check(made)


async def test_told_to_stop_under_load_it_ends_in_order_and_loses_nothing(
    tmp_path: Path,
) -> None:
    async with harness.program(tmp_path, random.Random(1)) as made:
        for calls in (0, 7, 20):
            await made.start()
            for name in made.people:
                made.say(name, "/next")
                made.say(name, "/done voted")
            await made.calls(calls, forked.PATIENCE)
            assert await made.stop() < harness.DRAINED
        await made.finish()
        checker.check(made)
