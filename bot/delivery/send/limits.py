"""Telegram's rate limits: how often a process may call, overall and per chat (P8).

One process sends; the next one begins with what the last one sent (`Budget.recall`).

core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

import math
from collections import deque
from dataclasses import dataclass, field

# Two clocks that round differently must not disagree about a whole window.
MARGIN = 0.001
MANY_CHATS = 4_000


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `calls` in any span of `seconds`."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Telegram's limits; a private chat may have a burst of three."""

    overall: Rate = Rate(30, 1)
    private: tuple[Rate, ...] = (Rate(3, 3),)
    group: tuple[Rate, ...] = (Rate(1, 1), Rate(20, 60))


@dataclass(slots=True)
class Window:
    """Calls that are under way or were answered lately.

    A call counts from its start until a span after its answer: wherever in between
    Telegram counted it, no span holds more than the rate.
    """

    rate: Rate
    under_way: int = 0
    ended: deque[float] = field(default_factory=deque)

    def free_at(self, now: float) -> float:
        """Return when one more may start; infinite while that waits for an answer."""
        span = self.rate.seconds + MARGIN
        while self.ended and self.ended[0] + span <= now:
            self.ended.popleft()
        over = self.under_way + len(self.ended) - self.rate.calls
        if over < 0:
            return now
        return self.ended[over] + span if over < len(self.ended) else math.inf


class Budget:
    """When each chat may be called. Groups have negative ids."""

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._overall = Window(self._rates.overall)
        self._chats: dict[int, list[Window]] = {}
        self._halted_until = 0.0

    def halt(self, seconds: float, now: float) -> None:
        """Make no call for so many seconds, because Telegram asked for that."""
        self._halted_until = max(self._halted_until, now + seconds)

    def halted_until(self) -> float:
        """Return until when no call may be made at all."""
        return self._halted_until

    def free_at(self, now: float) -> float:
        """Return when the next call may start, by the overall limit."""
        return max(self._halted_until, self._overall.free_at(now))

    def chat_free_at(self, chat_id: int, now: float) -> float:
        """Return when the next call to this chat may start, by its own limits."""
        windows = self._chats.get(chat_id, ())
        return max((window.free_at(now) for window in windows), default=now)

    def recall(self, chat_id: int, at: float) -> None:
        """Count a call that was answered then, made by a process before this one."""
        self.start(chat_id, at)
        self.end(chat_id, at, called=True)

    def start(self, chat_id: int, now: float) -> None:
        """Count a call that starts."""
        if chat_id not in self._chats:
            self._forget_idle(now)
            rates = self._rates.group if chat_id < 0 else self._rates.private
            self._chats[chat_id] = [Window(rate) for rate in rates]
        for window in self._windows(chat_id):
            window.under_way += 1

    def end(self, chat_id: int, now: float, *, called: bool) -> None:
        """Count its answer; or, if not `called`, forget the call."""
        for window in self._windows(chat_id):
            window.under_way -= 1
            if called:
                window.ended.append(now)

    def _windows(self, chat_id: int) -> list[Window]:
        return [self._overall, *self._chats[chat_id]]

    def _forget_idle(self, now: float) -> None:
        if len(self._chats) < MANY_CHATS:
            return
        for chat_id, windows in list(self._chats.items()):
            for window in windows:
                window.free_at(now)
            if not any(window.under_way or window.ended for window in windows):
                del self._chats[chat_id]
