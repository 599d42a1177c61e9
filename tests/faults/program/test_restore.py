"""A restore drill: all that was reported is there again, and the bot goes on (P1, P6).

A restored bot stands still until an organiser whom the shell trusts lets it go on.
"""

import asyncio
import random
import re
from pathlib import Path

from tests.faults.program import checker, harness
from tests.faults.program.harness import Program


async def typed(made: Program, *words: str) -> None:
    """Type a command, and wait for its end."""
    made.launch(*words)
    assert await made.ended() == 0, made.output[-2000:]


async def report(made: Program, names: list[str]) -> None:
    """Some people take a card and report."""
    for name in names:
        made.say(name, "/next")
        made.say(name, "/done voted")
    await made.settle()


async def owned(made: Program) -> None:
    """Dawn comes in by the code that the first start prints."""
    await made.start()
    await made.settle()
    code = re.search(r"/start (\w+)", made.output)
    assert code
    made.people["Dawn"] = made.town.add_person("Dawn", started=True)
    made.say("Dawn", code[0])
    await made.settle()


def lose(database: Path) -> None:
    """The disk is gone, with all that stood on it."""
    for file in database.parent.glob(f"{database.name}*"):
        file.unlink()


async def test_restored_on_a_new_disk_it_has_lost_nothing_and_goes_on(
    tmp_path: Path,
) -> None:
    copy = str(tmp_path / "copy")
    async with harness.program(tmp_path, random.Random(1), people=6) as made:
        names = sorted(made.people)
        await owned(made)
        await report(made, names[:4])
        running = made.itself
        await typed(made, "backup", copy)
        made.itself = running
        await made.kill()
        await asyncio.to_thread(lose, made.file)
        await typed(made, "restore", copy, "--yes")
        await typed(made, "unfreeze", "Dawn")
        await made.start()
        made.say("Dawn", "/unfreeze")
        await made.settle()
        await report(made, names[2:])
        await made.finish()
        checker.check(made)
        assert checker.ticks(made).total() >= 8
