"""Several processes on one PostgreSQL, killed and restarted under traffic (P1 to P4).

MANTELPIECE_PROCESSES=4 MANTELPIECE_ADVOCATES=1000 MANTELPIECE_KILLS=20 play a larger
one; MANTELPIECE_SEED=7 chooses whom a kill meets.
"""

import os
import random
from pathlib import Path

from tests import postgresql
from tests.faults.program import checker, cluster
from tests.faults.program.cluster import Cluster
from tests.shell import Shell, expect_refusal

MANY = int(os.environ.get("MANTELPIECE_PROCESSES", "2"))
ADVOCATES = int(os.environ.get("MANTELPIECE_ADVOCATES", "12"))
KILLS = int(os.environ.get("MANTELPIECE_KILLS", "0"))
"""Beside that of the leader."""
SEED = int(os.environ.get("MANTELPIECE_SEED", "1"))


def everybody_works(made: Cluster) -> None:
    """Each advocate takes a card and reports."""
    for name in made.people:
        made.say(name, "/next")
        made.say(name, "/done voted")


async def expect_no_poller(made: Cluster) -> None:
    """One that asks Telegram itself is refused beside them."""
    shell = Shell(made.folder)
    shell.write(
        "polls.toml",
        f'[telegram]\ntoken = "1:a"\n[storage]\nurl = "{made.address}"\n',
    )
    ended = await shell.type("--config", "polls.toml", "run")
    expect_refusal(ended, "Another Mantelpiece is running", "[webhook] url")


async def test_killed_and_restarted_they_lose_nothing_and_double_nothing(
    tmp_path: Path,
) -> None:
    chance, address = random.Random(SEED), postgresql.address(tmp_path / "mantelpiece")
    size = {"people": ADVOCATES, "members": ADVOCATES * (KILLS + 2) + 50}
    async with cluster.cluster(tmp_path, address, chance, MANY, **size) as made:
        await made.start()
        everybody_works(made)
        leader = made.leader
        await made.lose(leader)
        for _ in range(KILLS):
            everybody_works(made)
            await made.lose(chance.choice(made.children()))
        await made.rest()
        assert made.leader != leader
        everybody_works(made)
        await expect_no_poller(made)
        await made.restart()
        await made.rest()
        await made.end()
        checker.check(made)
        print(f"{made.history.said.total()} reports, {checker.ticks(made).total()}")


async def expect_refused(folder: Path, storage: str, webhook: str, *words: str) -> None:
    """Two of them are refused in a sentence with these words."""
    shell = Shell(folder)
    told = f'[webhook]\nurl = "{webhook}"\n' if webhook else ""
    shell.write(
        "config.toml",
        f'[telegram]\ntoken = "1:a"\n{told}[storage]\nurl = "{storage}"\n',
    )
    expect_refusal(await shell.type("run", "--processes", "2"), *words)


async def test_several_need_a_webhook_and_postgresql(tmp_path: Path) -> None:
    server, here = "postgresql://postgres@/nowhere", "https://bot.example.org/hook"
    await expect_refused(
        tmp_path, "sqlite:///a.db", here, "need a webhook", "PostgreSQL"
    )
    await expect_refused(tmp_path, server, "", "need a webhook", "PostgreSQL")
