"""A ballot's last two weeks with people who do what people do, by seed (P1 to P13).

The same seeds by default, so that luck fails nobody's change; MANTELPIECE_WORLDS=100
plays so many from the seed MANTELPIECE_WORLD=7 on, MANTELPIECE_ADVOCATES and
MANTELPIECE_MEMBERS worlds of this size.
"""

import io
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import logs
from tests.faults.test_fuzz import leaks
from tests.faults.worlds import invariants, organiser, traffic, world
from tests.journeys.play import playing

pytestmark = pytest.mark.one_database  # half a minute each; journeys play it on both
FIRST = int(os.environ.get("MANTELPIECE_WORLD", "1"))
WORLDS = int(os.environ.get("MANTELPIECE_WORLDS", "10"))
FULL = 50, 2000
ADVOCATES = int(os.environ.get("MANTELPIECE_ADVOCATES", "50"))
MEMBERS = int(os.environ.get("MANTELPIECE_MEMBERS", "2000"))
TROUBLED = 120
"""Seconds: calls that fail one after the other are tried again after up to 15."""
PACE = 25
"""How many of these pass in one: a world's trouble costs no time."""
CALLERS = max(1, ADVOCATES // 12)
"""How many ring at once."""


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    yield
    logs.configure()
    logging.getLogger().handlers.clear()


@pytest.mark.parametrize("seed", range(FIRST, FIRST + WORLDS))
async def test_two_weeks_keep_every_promise(tmp_path: Path, seed: int) -> None:
    log = io.StringIO()
    logs.configure(log, logging.DEBUG)
    names = [f"Advocate{number}" for number in range(ADVOCATES)]
    listed = map(organiser.member, range(MEMBERS))
    async with playing(tmp_path, world.BEGINS, listed, names, pace=PACE) as branch:
        branch.patience = TROUBLED
        made = world.World(branch, seed, MEMBERS)
        await made.live(CALLERS)
        found = branch.store.read(lambda session: traffic.of(session, made.did))
        print(f"seed {seed}", *traffic.lines(found), sep="\n")
        assert made.silent == []
        assert made.nudges
        assert invariants.sent_twice(made.nudges, branch.town.history) == []
        assert leaks(branch, log.getvalue()) == []
        branch.store.write(lambda session: invariants.check(session, branch))
        assert (ADVOCATES, MEMBERS) != FULL or traffic.too_little(found) == []
