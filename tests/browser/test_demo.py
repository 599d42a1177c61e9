"""A newcomer's first minutes: the demo, its chat page, a real browser."""

import asyncio
import re

from playwright.async_api import Page, Route, expect

from tests import waiting
from tests.browser import steps

ONE_PROMISE = re.compile(r"promised[^:]*: 1\b|\b1 promised", re.I)


async def next_card(page: Page, name: str) -> str:
    """Type /next in the group as this advocate; who the card is about."""
    await steps.be(page, name)
    await steps.open_group(page)
    await steps.say(page, "/next")
    said = page.locator(".words").filter(has_text="in private")
    await expect(said.last).to_be_visible()
    await steps.open_private(page)
    await expect(page.locator('[data-button*="Voted"]')).to_be_visible()
    return await page.locator(".protected .words").last.locator("b").first.inner_text()


async def test_next_will_post_tonight_is_recorded_and_counted(page: Page) -> None:
    await next_card(page, "Asha")
    await steps.press(page, "Will post")
    await steps.press(page, "Tonight")
    await expect(page.locator(".protected .words").last).to_contain_text(
        re.compile(r"will post \w{3} \d")
    )
    await steps.be(page, "Dawn")
    await steps.open_private(page)
    await steps.say(page, "/stats")
    await steps.press(page, "Details")
    counts = page.locator(".words").filter(has_text=ONE_PROMISE)
    await expect(counts.last).to_be_visible()


async def test_the_group_never_sees_the_member(page: Page) -> None:
    name = await next_card(page, "Asha")
    await steps.open_group(page)
    await expect(page.locator(".words").first).to_be_visible()
    words = " ".join(await page.locator(".words").all_inner_texts())
    assert not {part for part in name.split() if part in words}


async def test_two_advocates_get_two_members(page: Page) -> None:
    assert await next_card(page, "Asha") != await next_card(page, "Ben")


async def test_a_page_opened_while_the_tour_plays_reads_no_messages_aloud(
    page: Page,
) -> None:
    await page.locator("[data-tour-begin]").press("Enter")
    await expect(page.locator("[data-tour-words]")).not_to_have_text("")
    await page.route("**/chat/events*", lambda _: None)  # what happens is not told
    await page.reload()
    await expect(page.locator("[data-tour]")).to_have_attribute("data-state", "playing")
    await expect(page.locator("[data-log]")).to_have_attribute("aria-live", "off")


async def test_the_tour_is_begun_paused_and_taken_over_by_keyboard(page: Page) -> None:
    words, state = page.locator("[data-tour-words]"), page.locator("[data-tour]")
    log = page.locator("[data-log]")
    await page.locator("[data-tour-begin]").press("Enter")
    await expect(page.locator("[data-tour-pause]")).to_be_focused()
    await expect(words).not_to_have_text("")
    await expect(log).to_have_attribute("aria-live", "off")
    await page.keyboard.press("Escape")
    await expect(words).to_contain_text("The tour waits")
    await expect(log).to_have_attribute("aria-live", "polite")
    shown = await page.evaluate("fetch('/chat/state').then((told) => told.json())")
    followed = page.locator(f'[data-person="{shown["tour"]["person"]}"]')
    await expect(followed).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("Enter")
    await expect(state).to_have_attribute("data-state", "playing")
    await steps.be(page, "Ben")
    await expect(state).to_have_attribute("data-state", "paused")
    await page.click("[data-tour-end]")
    await expect(words).to_contain_text("it is yours now")


async def test_what_was_read_before_the_tour_ended_does_not_bring_it_back(
    page: Page,
) -> None:
    read, shown_late = asyncio.Event(), asyncio.Event()
    reads = iter((False, True))  # the second: when the line of changes opens

    async def late(route: Route) -> None:
        answer = await route.fetch()
        if next(reads, False):
            read.set()
            await shown_late.wait()
        await route.fulfill(response=answer)

    words, ben = page.locator("[data-tour-words]"), page.locator('[data-name="Ben"]')
    await page.locator("[data-tour-begin]").press("Enter")
    await expect(words).not_to_have_text("")
    await page.keyboard.press("Escape")
    await expect(words).to_contain_text("The tour waits")
    await page.route("**/chat/state*", late)
    await steps.be(page, "Ben")
    async with asyncio.timeout(waiting.PATIENCE):
        await read.wait()
    await page.click("[data-tour-end]")
    await expect(words).to_contain_text("it is yours now")
    async with page.expect_response("**/chat/messages*"):
        shown_late.set()  # and messages are read once it has been drawn
    await expect(ben).to_have_attribute("aria-pressed", "true")
    await expect(words).to_contain_text("it is yours now")
