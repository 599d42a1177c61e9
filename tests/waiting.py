"""Wait in tests for what other tasks and the store's threads do."""

import asyncio

LOOK = 0.005
"""Seconds after which a condition is looked at again, though no task has ended."""


async def turn() -> None:
    """Wait until another task ends, or for `LOOK`; a busy loop holds threads up."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.wait(others, timeout=LOOK, return_when=asyncio.FIRST_COMPLETED)
