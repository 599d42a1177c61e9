"""The demo as a newcomer starts it, and a browser to play it in."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests import browsers, ports
from tests.shell import Shell

collect_ignore_glob = [] if browsers.FOUND else ["test_*.py"]


@contextlib.asynccontextmanager
async def opened(address: str) -> AsyncIterator[Page]:
    """The chat page; whatever it complains of fails the test."""
    troubles: list[str] = []
    async with browsers.page(viewport={"width": 1200, "height": 800}) as page:
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text))
        await page.goto(address)
        yield page
    assert troubles == []


@contextlib.asynccontextmanager
async def played(folder: Path) -> AsyncIterator[Page]:
    """The chat page of a demo."""
    port = str(ports.free())
    command = ("demo", "--no-browser", "--port", port)
    async with (
        Shell(folder).running(*command, until="The chat is at"),
        opened(f"http://127.0.0.1:{port}/") as page,
    ):
        yield page


@contextlib.asynccontextmanager
async def begun(folder: Path) -> AsyncIterator[Page]:
    """The chat page of a demo with nothing set up, at the owner's link."""
    command = ("demo", "--no-browser", "--empty", "--port", str(ports.free()))
    async with Shell(folder).running(*command, until="list to send") as process:
        assert process.stdout
        said = (await process.stdout.readline()).decode()
        async with opened(said.removeprefix("The chat is at ").split()[0]) as page:
            yield page


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    """The chat page of the demo."""
    async with played(tmp_path) as page:
        yield page


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Page]:
    """The same with nothing set up yet."""
    async with begun(tmp_path) as page:
        yield page
