"""Ticks follow each other at once while there is work, one at a time, until stopped."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.delivery import by_clock, tasks
from bot.rules.ballot.ballot import Ballot
from bot.rules.queue import queue_rules
from bot.usecases.entry import clock_tick
from storage import ballots
from storage.engine import Store
from tests import fresh_database
from tests.journeys.play import Clock

START = dt.datetime(2027, 3, 2, 11, 1, tzinfo=dt.UTC)
MANY = 2 * clock_tick.PIECES + 1
"""Ballots whose dates are due, a piece each: more than two ticks do."""


def add_ballots(session: Session) -> None:
    for number in range(MANY):
        closes = START + dt.timedelta(days=3 + number % 40)
        ballots.add(session, Ballot(0, f"Ballot {number}", closes), START)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = fresh_database.open_at(tmp_path / "ticks.db")
    opened.store.write(add_ballots)
    yield opened.store
    opened.close()


class Ticks:
    """What ticks, and in which order its ticks began and ended."""

    def __init__(self, store: Store) -> None:
        self.order: list[str] = []
        self.clock = Clock(START)
        self.store = store
        self.itself = by_clock.ByClock(store, lambda: None)

    def _begin(self) -> clock_tick.Tick:
        self.order.append("begins")
        return clock_tick.Tick(self.clock.now(), queue_rules.DEFAULTS)

    def start(self) -> asyncio.Task[None]:
        end = partial(self.order.append, "ends")
        return asyncio.create_task(self.itself.tick(self._begin, self.store, end))

    def left(self) -> set[str]:
        tick = clock_tick.Tick(self.clock.now(), queue_rules.DEFAULTS)
        found = self.store.read(lambda session: clock_tick.due(session, tick))
        return {part.name for part in found}


async def test_what_is_more_than_a_tick_does_is_done_at_once(store: Store) -> None:
    ticks = Ticks(store)
    await ticks.start()
    assert ticks.left() == set()
    assert ticks.order == ["begins", "ends"] * 3


async def test_two_ticks_never_run_at_the_same_time(store: Store) -> None:
    ticks = Ticks(store)
    await asyncio.gather(ticks.start(), ticks.start())
    assert ticks.order == ["begins", "ends"] * 4


async def test_a_claim_comes_between_the_pieces(store: Store) -> None:
    running = Ticks(store).start()
    await asyncio.sleep(0)
    assert await tasks.result(store.submit(lambda _: "claimed")) == "claimed"
    assert not running.done()
    await running


async def test_a_stop_lets_the_piece_under_way_end_and_begins_none(
    store: Store,
) -> None:
    ticks = Ticks(store)
    running = ticks.start()
    await asyncio.sleep(0)
    await ticks.itself.stop()
    await running
    assert "dates" in ticks.left()
