"""From nothing to the first card in the browser: 12 taps at most, or 4."""

from playwright.async_api import Page

from bot import clock
from bot.demo import branch
from tests.browser import steps
from tests.browser.tap_counter import TapCounter

MOST_OF_AN_ORGANISER = 12
MOST_OF_AN_ADVOCATE = 4


async def make_the_ballot(tapper: TapCounter) -> None:
    """From the owner's link to the checklist of a ballot."""
    await tapper.press_start()
    await tapper.press("Dates")
    await tapper.next_month()
    await tapper.press("15", "12:00", "The rest later")
    await tapper.ticked("Dates")


async def come_in(grace: TapCounter) -> None:
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
    tapper = TapCounter(bare)
    await make_the_ballot(tapper)
    listed = branch.csv_text(clock.utc_now().date(), count=30).encode()
    await tapper.send_file("members.csv", listed)
    await tapper.press("Everyone", "Take it in")
    await tapper.reads("Who agreed")
    await steps.say(bare, "Dawn Ellis, branch secretary, today")
    await tapper.ticked("The list")
    await steps.say(bare, "/next")
    await tapper.press("I promise", "Skip")
    await tapper.has_a_card()
    assert tapper.taps <= MOST_OF_AN_ORGANISER


async def test_the_checklist_brings_the_bot_into_the_group(bare: Page) -> None:
    tapper = TapCounter(bare)
    await make_the_ballot(tapper)
    await tapper.press("group")
    await tapper.choose("Advocates")
    await tapper.press("Link to")
    await tapper.reads("This group is linked")
    assert tapper.taps <= MOST_OF_AN_ORGANISER


async def test_an_advocate_of_the_group_has_a_card_after_four_taps(page: Page) -> None:
    grace = TapCounter(page)
    await come_in(grace)
    assert grace.taps <= MOST_OF_AN_ADVOCATE
