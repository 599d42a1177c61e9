"""The town every test of the stand-in starts from, and the browser."""

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright import async_api

from tests.demo import reader, wire

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BROWSER = next(filter(None, map(shutil.which, NAMES)), None)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
collect_ignore = [] if BROWSER else ["test_browser.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not BROWSER:
        terminalreporter.write_line(
            "Left out: tests/demo/test_browser.py, no Chromium."
        )


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
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=BROWSER, args=ARGUMENTS
        )
        context = await browser.new_context(
            viewport={"width": 1200, "height": 800},
            permissions=["clipboard-read", "clipboard-write"],
        )
        page = await context.new_page()
        page.set_default_timeout(5000)
        page.on("pageerror", lambda error: town.troubles.append(str(error)))
        page.on("console", lambda said: town.troubles.append(said.text))
        await page.goto(town.server.page_url)
        yield page
        await browser.close()
    assert town.troubles == []
