"""Nothing that axe calls serious keeps anybody from using the chat page or a report."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Page

from bot.texts import pages
from tests import browsers
from tests.browser import steps
from tests.pictures import test_page_sheet as page_sheets

SERIOUS = {"serious", "critical"}
SCREENS = ((1280, "light"), (1280, "dark"), (390, "dark"), (390, "light"))


async def findings(page: Page) -> list[tuple[int, str, str]]:
    """List what axe calls serious, on a phone and a desk, light and dark."""
    found = []
    for width, scheme in SCREENS:
        await page.set_viewport_size({"width": width, "height": 844})
        await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        told = (await Axe().run(page)).response["violations"]
        serious = (one["help"] for one in told if one["impact"] in SERIOUS)
        found += [(width, scheme, what) for what in serious]
    await page.set_viewport_size({"width": 1280, "height": 844})
    return found


async def test_a_card_and_the_stats_can_be_used_on_every_screen(page: Page) -> None:
    await steps.be(page, "Asha")
    await steps.open_group(page)
    await steps.say(page, "/next")
    await page.locator(".words").filter(has_text="in private").wait_for()
    assert await findings(page) == []
    await steps.open_private(page)
    await page.locator('[data-button*="Voted"]').wait_for()
    assert await findings(page) == []
    await steps.be(page, "Dawn")
    await steps.open_private(page)
    await steps.say(page, "/stats")
    await page.locator('[data-button*="Details"]').wait_for()
    assert await findings(page) == []


@pytest.mark.parametrize("case", ["one", "one in Welsh", "side by side in Welsh"])
async def test_a_report_can_be_read_on_every_screen(case: str) -> None:
    async with browsers.page() as page:
        await page.set_content(pages.html(case, page_sheets.parts(case)))
        assert await findings(page) == []


async def test_a_picture_without_words_is_found() -> None:
    async with browsers.page() as page:
        await page.set_content('<main><h1>Pay</h1><img src="data:,"></main>')
        assert "Images must have alternative text" in str(await findings(page))
