"""Flood guard: drop a person's updates beyond a rate before they reach the database."""

import datetime as dt
from collections import OrderedDict

BURST = 60.0
A_SECOND = 1.0
MOST_PEOPLE = 10_000


class Guard:
    """A token bucket for each person: `burst` updates at once, then one a second."""

    def __init__(self, burst: float = BURST, a_second: float = A_SECOND) -> None:
        self._burst = burst
        self._a_second = a_second
        self._buckets: OrderedDict[int, tuple[float, dt.datetime]] = OrderedDict()

    def passes(self, sender: int, now: dt.datetime) -> bool:
        """Whether this update is within the rate; forget those longest silent first."""
        left, since = self._buckets.pop(sender, (self._burst, now))
        passed = max(0.0, (now - since).total_seconds())
        left = min(self._burst, left + passed * self._a_second)
        self._buckets[sender] = (max(left - 1, 0.0), now)
        if len(self._buckets) > MOST_PEOPLE:
            self._buckets.popitem(last=False)
        return left >= 1
