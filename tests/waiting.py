"""Wait in tests for what other tasks and the store's threads do."""

import asyncio
from collections.abc import Callable

LOOK = 0.005
"""Seconds after which a condition is looked at again, though no task has ended."""
PATIENCE = 120.0
"""Seconds; on the busiest machine nothing is as slow as this unless it hangs."""


async def turn() -> None:
    """Wait until another task ends, or for `LOOK`; a busy loop holds threads up."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(others, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds, however busy the machine is."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await turn()
