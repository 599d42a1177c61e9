"""The town every test of the stand-in starts from."""

from collections.abc import AsyncIterator

import pytest

from tests.demo import reader, wire


@pytest.fixture
def clock() -> wire.Clock:
    return wire.Clock()


@pytest.fixture
async def town(clock: wire.Clock) -> AsyncIterator[wire.Town]:
    async with wire.Town(clock).open() as town:
        yield town
    for update in town.feed.everything:
        reader.update(update)
    reader.calls(town.history)
