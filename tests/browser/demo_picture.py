"""The picture of the demo in README: python -m tests.browser.demo_picture FILE"""

import asyncio
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests import browsers
from tests.browser import steps
from tests.shell import Shell

PORT = "8931"
COLOURS = 128
SIZE = {"width": 1060, "height": 1030}


async def draw(path: Path) -> None:
    """A card in an advocate's private chat, as the demo shows it."""
    command = ("demo", "--no-browser", "--port", PORT)
    with tempfile.TemporaryDirectory() as folder:
        async with (
            Shell(Path(folder)).running(*command, until="The chat is at"),
            browsers.page(viewport=SIZE) as page,
        ):
            await page.goto(f"http://127.0.0.1:{PORT}/")
            await steps.ask_for_a_card(page)
            await page.screenshot(path=path, animations="disabled")


if __name__ == "__main__":
    file = Path(sys.argv[1])
    asyncio.run(draw(file))
    Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)
