"""What this process did since it started, in counts only."""

import collections
from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """Counted where it happens, read by the log and the metrics."""

    updates: int = 0
    """Updates handled, or set aside."""
    set_aside: int = 0
    """Updates given up after three tries, or unreadable."""
    sends: collections.Counter[str] = field(default_factory=collections.Counter)
    """Rows of the outbox by how they ended, or `again` where they wait for a try."""
    heard: float | None = None
    """When Telegram last answered a fetch, by the monotonic clock."""


AGAIN = "again"
