"""What one update asks of the database: a statement more has to be meant.

Whoever needs one more raises the limit here, and says why in the commit.
"""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from storage import opening
from tests import statement_counter
from tests.journeys import conftest
from tests.journeys.nudge_steps import take_promise
from tests.journeys.play import Branch, playing
from tests.statement_counter import Cost, Counter

pytestmark = pytest.mark.one_database  # the driver of SQLite tells of each statement

LIMITS = {
    "/next": Cost(first=13, all=28, units=4),
    "/done": Cost(first=17, all=42, units=5),
    "a press that asks": Cost(first=4, all=19, units=5),
    "a press that records": Cost(first=12, all=27, units=5),
    "a press that waits": Cost(first=9, all=24, units=5),
}
NUDGE = 8
"""From the moment when the sender begins it."""


@pytest.fixture
def counter() -> Iterator[Counter]:
    with statement_counter.counting() as found:
        yield found


@pytest.fixture
async def branch(counter: Counter, tmp_path: Path) -> AsyncIterator[Branch]:
    """One advocate, who has worked before."""
    async with playing(tmp_path, conftest.START, advocates=("Asha",)) as found:
        await take_promise(found)
        yield found


async def test_an_update_costs_no_more_than_it_did(
    branch: Branch, counter: Counter
) -> None:
    found = {}

    async def step(name: str, *, says: str = "", presses: str = "") -> None:
        counter.clear()
        if says:
            await branch.say("Asha", says)
        else:
            await branch.press("Asha", presses)
        found[name] = counter.cost()

    await step("/next", says="/next")
    await step("/done", says="/done voted")
    await branch.say("Asha", "/next")
    await step("a press that asks", presses="Will post")
    await step("a press that records", presses="Tonight")
    await branch.say("Asha", "/next")
    await step("a press that waits", presses="Message sent")
    assert {
        name: cost for name, cost in found.items() if cost.exceeds(LIMITS[name])
    } == {}


async def test_a_nudge_costs_no_more_than_it_did(
    branch: Branch, counter: Counter
) -> None:
    await branch.say("Asha", "/next")
    counter.clear()
    await branch.move(minutes=51)
    assert "lapses" in branch.texts("Asha")[-1]
    delivery = counter.since("UPDATE outbox SET state='sending'")
    assert len(delivery) <= NUDGE, delivery


def ask(times: int, session: Session) -> None:
    for _ in range(times):
        session.connection().execute(text(f"SELECT {times}"))


def test_a_statement_and_a_unit_more_are_counted(
    counter: Counter, tmp_path: Path
) -> None:
    opened = opening.open_store(f"sqlite:///{tmp_path / 'count.db'}")
    counter.clear()
    for times in (1, 2):
        opened.store.write(partial(ask, times))
        assert len(counter.unit(f"SELECT {times}")) == times
    opened.close()
    assert counter.cost("SELECT 2") == Cost(first=2, all=3, units=2)
