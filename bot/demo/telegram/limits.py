"""Telegram's limits on sending, applied where a test or the demo asks for them.

core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.telegram import refusals

SENDS = ("send", "edit", "forward", "copy")
FREE = ("sendchataction",)
OVERALL = (30, 1.0)
ONE_CHAT = (3, 3.0)  # one a second, with a small burst
ONE_GROUP = (20, 60.0)


@dataclass
class _Window:
    most: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def free_in(self, now: float) -> float:
        while self.times and self.times[0] <= now - self.seconds:
            self.times.popleft()
        full = len(self.times) >= self.most
        return self.times[0] + self.seconds - now if full else 0.0


@dataclass
class Limits:
    """How often the bot has sent lately, against what is allowed."""

    clock: Callable[[], datetime]
    enforced: bool = False
    windows: dict[tuple[str, int, float], _Window] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def check(self, method: str, chat_id: str) -> None:
        """Count a request, or refuse it with the seconds to wait."""
        name = method.lower()
        if not self.enforced or not name.startswith(SENDS) or name in FREE:
            return
        now = self.clock().timestamp()
        windows = [self._window("", OVERALL), self._window(chat_id, ONE_CHAT)]
        if chat_id.startswith("-"):
            windows.append(self._window(chat_id, ONE_GROUP))
        wait = max(window.free_in(now) for window in windows)
        if wait > 0:
            self.refused[chat_id] += 1
            raise refusals.too_many(math.ceil(wait))
        for window in windows:
            window.times.append(now)

    def _window(self, chat_id: str, limit: tuple[int, float]) -> _Window:
        return self.windows.setdefault((chat_id, *limit), _Window(*limit))
