"""Pictures of the first minutes.

python -m tests.browser.first_minute_pictures docs/pictures
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.browser import conftest, test_first_minute
from tests.browser.tap_counter import TapCounter

COLOURS = 64
SIZE = {"width": 480, "height": 980}


async def draw(folder: Path) -> None:
    """The organiser's checklist and an advocate's first card, on a phone."""
    with tempfile.TemporaryDirectory() as beside:
        async with conftest.begun(Path(beside)) as page:
            await test_first_minute.make_the_ballot(TapCounter(page))
            await page.set_viewport_size(SIZE)  # type: ignore[arg-type]
            await page.screenshot(path=folder / "organiser.png", animations="disabled")
        async with conftest.played(Path(beside)) as page:
            await test_first_minute.come_in(TapCounter(page))
            await page.set_viewport_size(SIZE)  # type: ignore[arg-type]
            await page.screenshot(path=folder / "advocate.png", animations="disabled")


if __name__ == "__main__":
    where = Path(sys.argv[1])
    asyncio.run(draw(where))
    for name in ("organiser", "advocate"):
        file = where / f"{name}.png"
        drawn = Image.open(file).convert("RGB").quantize(COLOURS)
        drawn.save(file, optimize=True)
