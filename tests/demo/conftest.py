"""The town every test of the stand-in starts from, and the browser."""

from collections.abc import AsyncIterator

import pytest
from playwright import async_api

from tests import browsers
from tests.demo import reader, wire

collect_ignore = [] if browsers.FOUND else ["test_browser.py"]


@pytest.fixture
def clock() -> wire.Clock:
    return wire.Clock()


@pytest.fixture
async def town(clock: wire.Clock) -> AsyncIterator[wire.Town]:
    async with wire.Town(clock, on_move=clock.forward).open() as town:
        yield town
    for update in town.feed.everything:
        reader.update(update)
    reader.calls(town.history)


@pytest.fixture
async def page(town: wire.Town) -> AsyncIterator[async_api.Page]:
    permissions = ["clipboard-read", "clipboard-write"]
    size = {"width": 1200, "height": 800}
    async with browsers.page(viewport=size, permissions=permissions) as page:
        page.on("pageerror", lambda error: town.troubles.append(str(error)))
        page.on("console", lambda said: town.troubles.append(said.text))
        await page.goto(town.server.page_url)
        yield page
    assert town.troubles == []
