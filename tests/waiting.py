"""Wait in tests for what other tasks and the store's threads do."""

import asyncio
from collections.abc import Callable

LOOK = 0.003
"""Seconds after which a condition is looked at again."""
PATIENCE = 120.0
"""Seconds; on the busiest machine nothing is as slow as this unless it hangs."""


async def turn() -> None:
    """Leave the time to others: a busy loop holds threads up."""
    await asyncio.sleep(LOOK)


async def until(holds: Callable[[], object]) -> None:
    """Wait until something holds, however busy the machine is."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await turn()
