"""Use the chat page and count the taps that it takes."""

import re
from dataclasses import dataclass

from playwright.async_api import Page, expect

from tests.browser import steps


@dataclass
class TapCounter:
    """Counts each tap, opened chat and attached file; typing does not count."""

    page: Page
    taps: int = 0

    async def press(self, *labels: str) -> None:
        """Press buttons of messages, each once it is there."""
        for label in labels:
            await steps.press(self.page, label)
            self.taps += 1

    async def press_start(self) -> None:
        """Press what stands where one would type."""
        await self.page.click("[data-big]")
        self.taps += 1

    async def next_month(self) -> None:
        """Turn the leaf of the calendar that is shown."""
        heads = self.page.locator('[data-button*=" 20"]')
        month = await heads.last.inner_text()
        await self.press("›")
        await expect(heads.last).not_to_have_text(month)

    async def send_file(self, name: str, content: bytes) -> None:
        """Attach a file."""
        file = {"name": name, "mimeType": "text/csv", "buffer": content}
        await self.page.set_input_files("[data-file]", file)  # type: ignore[arg-type]
        self.taps += 1

    async def choose(self, label: str) -> None:
        """Answer a question of the page itself."""
        await self.page.click(f'[data-answer*="{label}"]')
        self.taps += 1

    async def reads(self, words: str | re.Pattern[str]) -> None:
        """Wait for words of the bot."""
        said = self.page.locator(".words").filter(has_text=words)
        await expect(said.last).to_be_visible()

    async def ticked(self, gap: str) -> None:
        """Wait for the checklist to tick this; how depends on the machine's fonts."""
        await self.reads(re.compile(f"[✅✓] {gap}"))

    async def has_a_card(self) -> None:
        """Wait for a card."""
        await expect(self.page.locator('[data-button*="Voted"]').last).to_be_visible()
