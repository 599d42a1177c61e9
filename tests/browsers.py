"""The browser that some tests play in, where this machine has one."""

import contextlib
import shutil
from collections.abc import AsyncIterator
from typing import Any

from playwright import async_api

from tests import waiting

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOUND = next(filter(None, map(shutil.which, NAMES)), None)
PATIENCE = waiting.PATIENCE * 1000
"""Milliseconds, as Playwright counts: a busy machine takes its time to draw a page."""
async_api.expect.set_options(timeout=PATIENCE)
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@contextlib.asynccontextmanager
async def page(**context: Any) -> AsyncIterator[async_api.Page]:
    """A fresh page; `context` as Playwright's contexts take it."""
    async with async_api.async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=FOUND, args=ARGUMENTS, timeout=PATIENCE
        )
        opened = await browser.new_context(**context)
        opened.set_default_timeout(PATIENCE)
        yield await opened.new_page()
        await browser.close()
