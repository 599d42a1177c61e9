"""The demo as a newcomer starts it, and a browser to play it in."""

import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page

from tests import browsers
from tests.shell import Shell

collect_ignore_glob = [] if browsers.FOUND else ["test_*.py"]


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a running `mantelpiece demo`."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    command = ("demo", "--no-browser", "--port", port)
    async with Shell(tmp_path).running(*command, until="The chat is at"):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
async def page(demo: str) -> AsyncIterator[Page]:
    """The chat page; whatever it complains of fails the test."""
    troubles: list[str] = []
    async with browsers.page(viewport={"width": 1200, "height": 800}) as page:
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda said: troubles.append(said.text))
        await page.goto(demo)
        yield page
    assert troubles == []
