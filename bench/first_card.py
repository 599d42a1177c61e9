"""From a fresh clone to the first card: python -m bench.first_card [--starts 5]

Clones what is committed here, types the README's command with empty caches of pip and
uv, opens the chat page in Chromium and asks for a card as a newcomer does; then starts
again, warm. What the machine itself keeps of files is not emptied, and the browser runs
already. Seconds stretch where others work on the machine; CPU hardly does.
"""

import argparse
import asyncio
import os
import signal
import statistics
import tempfile
import time
from asyncio.subprocess import PIPE
from pathlib import Path

from playwright.async_api import Page

from bench.speed import figures
from tests import browsers
from tests.browser import steps

ROOT = Path(__file__).parents[1]
COMMAND = ("python3", "run.py", "demo", "--no-browser", "--port", "8932")
ADDRESS = "http://127.0.0.1:8932/"
INSTALLED, STARTED = "installed", "started: the chat's address is said"
SAID = {"Installed in": INSTALLED, "The chat is at": STARTED}
"""What the command says when a step is done."""
IN_ALL, CPU = "from the command to the first card", "CPU until started"
CACHES = ("XDG_CACHE_HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR")
LEFT_OUT = ("MANTELPIECE", "PYTHON", "VIRTUAL_ENV")
Seconds = dict[str, float]


class Watch:
    """Notes the seconds of each step."""

    def __init__(self) -> None:
        self.seconds: Seconds = {}
        self._last = time.perf_counter()

    def lap(self, step: str) -> None:
        """End a step."""
        now = time.perf_counter()
        self.seconds[step] = now - self._last
        self._last = now


async def start(clone: Path, caches: Path, page: Page) -> Seconds:
    """Type the command, and go on until the first card is shown."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith(LEFT_OUT)}
    surroundings = {**outside, **dict.fromkeys(CACHES, str(caches))}
    watch = Watch()
    process = await asyncio.create_subprocess_exec(
        *COMMAND, cwd=clone, env=surroundings, stdout=PIPE
    )
    try:
        assert process.stdout
        async for line in process.stdout:
            said = line.decode()
            for step in (SAID[words] for words in SAID if words in said):
                watch.lap(step)
            if STARTED in watch.seconds:
                break
        used = cpu(process.pid)
        await page.goto(ADDRESS)
        await page.locator('[data-name="Asha"]').wait_for()
        watch.lap("page")
        await steps.ask_for_a_card(page)
        watch.lap("first card")
    finally:
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    return {**watch.seconds, IN_ALL: sum(watch.seconds.values()), CPU: used}


def cpu(pid: int) -> float:
    """Seconds of CPU that a process of Linux and its ended children have used."""
    stat = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return sum(map(int, stat[11:15])) / os.sysconf("SC_CLK_TCK")


async def measure(starts: int) -> None:
    """Start once from nothing and then again; print the seconds of each step."""
    with tempfile.TemporaryDirectory() as folder:
        clone, caches = Path(folder, "mantelpiece"), Path(folder, "caches")
        git = await asyncio.create_subprocess_exec("git", "clone", "-q", ROOT, clone)
        assert await git.wait() == 0
        found = []
        for _ in range(1 + starts):
            async with browsers.page() as page:
                found.append(await start(clone, caches, page))
    print("\n".join(table(*found)), f"\n{figures.machine()}", sep="\n")


def table(cold: Seconds, *warm: Seconds) -> list[str]:
    """Lay the first start beside the median, least and most of the others."""
    lines = ["| step | cold | warm |", "|---|--:|--:|"]
    for step, seconds in cold.items():
        again = [one[step] for one in warm if step in one]
        told = ""
        if again:
            least, most = min(again), max(again)
            told = f"{statistics.median(again):.1f} s ({least:.1f} to {most:.1f})"
        lines.append(f"| {step} | {seconds:.1f} s | {told} |")
    return lines


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--starts", type=int, default=5, help="warm starts")
    asyncio.run(measure(parser.parse_args().starts))
