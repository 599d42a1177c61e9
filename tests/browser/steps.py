"""What a person does on the chat page."""

from playwright.async_api import Page


async def be(page: Page, name: str) -> None:
    """Be this person."""
    await page.click(f'[data-name="{name}"]')


async def open_group(page: Page) -> None:
    """Open the advocates' group."""
    await page.click('[data-kind="supergroup"]')


async def open_private(page: Page) -> None:
    """Open the private chat with the bot."""
    await page.click('[data-kind="private"]')


async def say(page: Page, words: str) -> None:
    """Type words and send them."""
    await page.fill("[data-words]", words)
    await page.keyboard.press("Enter")


async def press(page: Page, label: str) -> None:
    """Press the newest button with this label."""
    await page.locator(f'[data-button*="{label}"]').last.click()


async def ask_for_a_card(page: Page) -> None:
    """Do what the README says: be an advocate, /next in the group, look in private."""
    await be(page, "Asha")
    await open_group(page)
    await say(page, "/next")
    await page.locator(".words").filter(has_text="in private").wait_for()
    await open_private(page)
    await page.locator('[data-button*="Voted"]').wait_for()
