"""Time that passes only while everybody waits for it."""

import asyncio
import datetime as dt
from collections.abc import Callable

from bot.delivery import tasks

START = dt.datetime(2026, 5, 6, 12, 0, tzinfo=dt.UTC)


class Clock:
    """Jumps to the end of the shortest sleep as soon as nothing is under way.

    It stands still once what a test waits for is so: else time would run on, as fast as
    the loop turns, until the test looks.
    """

    def __init__(self) -> None:
        self.elapsed = 0.0
        self.quiet: Callable[[], bool] = lambda: True
        self.over: Callable[[], bool] = lambda: False
        self._ends: list[float] = []

    @property
    def sleepers(self) -> int:
        """How many wait for time to pass."""
        return len(self._ends)

    def now(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self.elapsed)

    def monotonic(self) -> float:
        return self.elapsed

    async def sleep(self, seconds: float) -> None:
        end = self.elapsed + seconds
        self._ends.append(end)
        try:
            while self.elapsed < end:
                await asyncio.sleep(0)
                if self.quiet() and end == min(self._ends) and not self.over():
                    self.elapsed = max(self.elapsed, end)
        finally:
            self._ends.remove(end)

    def time(self) -> tasks.Time:
        return tasks.Time(self.now, self.monotonic, self.sleep)
