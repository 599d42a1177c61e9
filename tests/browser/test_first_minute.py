"""From nothing to the first card in the browser: 12 taps at most, or 4."""

from playwright.async_api import Page

from bot import clock
from bot.demo import branch
from tests.browser import steps
from tests.browser.thumb import Thumb

MOST_OF_AN_ORGANISER = 12
MOST_OF_AN_ADVOCATE = 4


async def make_the_ballot(thumb: Thumb) -> None:
    """From the owner's link to the checklist of a ballot."""
    await thumb.press_start()
    await thumb.press("Dates")
    await thumb.next_month()
    await thumb.press("15", "12:00", "The rest later")
    await thumb.ticked("Dates")


async def come_in(grace: Thumb) -> None:
    """From the group to the first card; the organiser approves in between."""
    page = grace.page
    await steps.be(page, "Grace")
    await steps.open_group(page)
    await steps.say(page, "/next")
    await grace.press("Ask to join")
    grace.taps += 1  # Telegram asks for Start after a link
    await grace.reads("have been asked")
    await steps.be(page, "Dawn")
    await steps.open_private(page)
    await steps.press(page, "Approve Grace")
    await steps.be(page, "Grace")
    await grace.press("I promise", "Skip")
    await grace.has_a_card()


async def test_an_organiser_has_a_card_within_twelve_taps(bare: Page) -> None:
    thumb = Thumb(bare)
    await make_the_ballot(thumb)
    listed = branch.csv_text(clock.utc_now().date(), count=30).encode()
    await thumb.send_file("members.csv", listed)
    await thumb.press("Everyone", "Take it in")
    await thumb.reads("Who agreed")
    await steps.say(bare, "Dawn Ellis, branch secretary, today")
    await thumb.ticked("The list")
    await steps.say(bare, "/next")
    await thumb.press("I promise", "Skip")
    await thumb.has_a_card()
    assert thumb.taps <= MOST_OF_AN_ORGANISER


async def test_the_checklist_brings_the_bot_into_the_group(bare: Page) -> None:
    thumb = Thumb(bare)
    await make_the_ballot(thumb)
    await thumb.press("group")
    await thumb.choose("Advocates")
    await thumb.press("Link to")
    await thumb.reads("This group is linked")
    assert thumb.taps <= MOST_OF_AN_ORGANISER


async def test_an_advocate_of_the_group_has_a_card_after_four_taps(page: Page) -> None:
    grace = Thumb(page)
    await come_in(grace)
    assert grace.taps <= MOST_OF_AN_ADVOCATE
