"""The budget of one process: how often it may call, overall and in each chat (P8).

Several processes together may ask too much: the 429 is then kept, see `Budget.halt`.

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
    """So many calls in any span of so many seconds."""

    calls: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Rates:
    """Telegram's limits; one a second in a chat, where a private one has a burst."""

    overall: Rate = Rate(30, 1)
    private: tuple[Rate, ...] = (Rate(3, 3),)
    group: tuple[Rate, ...] = (Rate(1, 1), Rate(20, 60))


@dataclass(slots=True)
class Window:
    """Calls under way and answered lately.

    A call counts from its start until a span after its answer: wherever in between
    Telegram counted it, no span holds more than the rate.
    """

    rate: Rate
    under_way: int = 0
    ended: deque[float] = field(default_factory=deque)

    def free_at(self, now: float) -> float:
        """When one more may start; infinite while that waits for an answer."""
        span = self.rate.seconds + MARGIN
        while self.ended and self.ended[0] + span <= now:
            self.ended.popleft()
        over = self.under_way + len(self.ended) - self.rate.calls
        if over < 0:
            return now
        return self.ended[over] + span if over < len(self.ended) else math.inf


class Budget:
    """What may be called when. Groups have negative ids."""

    def __init__(self, rates: Rates | None = None) -> None:
        self._rates = rates or Rates()
        self._overall = Window(self._rates.overall)
        self._chats: dict[int, list[Window]] = {}
        self._halted_until = 0.0

    def halt(self, seconds: float, now: float) -> None:
        """Telegram asked for silence; everyone keeps it."""
        self._halted_until = max(self._halted_until, now + seconds)

    def halted_until(self) -> float:
        """Until when nothing at all is called."""
        return self._halted_until

    def free_at(self, now: float) -> float:
        """When the next call to any chat may start."""
        return max(self._halted_until, self._overall.free_at(now))

    def chat_free_at(self, chat_id: int, now: float) -> float:
        """When the next call to this chat may start, the rest apart."""
        windows = self._chats.get(chat_id, ())
        return max((window.free_at(now) for window in windows), default=now)

    def start(self, chat_id: int, now: float) -> None:
        """Count a call that leaves."""
        if chat_id not in self._chats:
            self._forget_idle(now)
            rates = self._rates.group if chat_id < 0 else self._rates.private
            self._chats[chat_id] = [Window(rate) for rate in rates]
        for window in self._windows(chat_id):
            window.under_way += 1

    def end(self, chat_id: int, now: float, *, called: bool) -> None:
        """Its answer is here, or it was never made."""
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
