"""The picture of the tour in README: python -m tests.browser.tour_picture FILE"""

import asyncio
import io
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import expect

from tests.browser import conftest

COLOURS = 128
SIZE = {"width": 390, "height": 844}
BETWEEN = 12
MOMENTS = {
    "number, and what to say": "Voted",
    "Carys has the words": "Open the card",
    "would help most today": "Details",
    "The line is crossed": "Details",
}
"""What the tour says, and a button that is to be seen then."""


async def record() -> list[bytes]:
    """Moments of the tour on a phone, as the demo shows them."""
    drawn = []
    with tempfile.TemporaryDirectory() as folder:
        async with conftest.played(Path(folder)) as page:
            await page.set_viewport_size(SIZE)  # type: ignore[arg-type]
            await page.click("[data-tour-begin]")
            await page.mouse.move(0, 0)
            for words, button in MOMENTS.items():
                said = page.locator("[data-tour-words]")
                await expect(said).to_contain_text(words, timeout=180_000)
                await page.locator(f'[data-button*="{button}"]').last.wait_for()
                drawn.append(await page.screenshot(animations="disabled"))
    return drawn


def strip(drawn: list[bytes]) -> Image.Image:
    """Put the pictures side by side."""
    parts = [Image.open(io.BytesIO(content)) for content in drawn]
    wide = sum(part.width + BETWEEN for part in parts) - BETWEEN
    whole = Image.new("RGB", (wide, parts[0].height), "white")
    for number, part in enumerate(parts):
        whole.paste(part, (number * (part.width + BETWEEN), 0))
    return whole


if __name__ == "__main__":
    whole = strip(asyncio.run(record()))
    whole.quantize(COLOURS).save(Path(sys.argv[1]), optimize=True)
