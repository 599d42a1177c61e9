"""Count what the program asks of SQLite: statements, and units of work."""

import contextlib
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import event
from sqlalchemy.pool import Pool

ARRIVED = "INSERT INTO handled"
"""What every unit of work that serves an update runs, and no other."""
_FRAME = re.compile(r"\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|PRAGMA)")
_TRIGGER = "--"


class Cost(NamedTuple):
    """What something costs."""

    first: int
    """Statements of the unit of work that takes it up."""
    all: int
    """Those, and those of what follows from it."""
    units: int
    """How many units of work wrote; each alone is a commit."""

    def exceeds(self, limit: "Cost") -> bool:
        """Whether any figure is above the limit's."""
        return any(cost > most for cost, most in zip(self, limit, strict=True))


@dataclass
class Counter:
    """Hears every statement of every connection, in the order in which they ran."""

    heard: list[tuple[str, str]] = field(default_factory=list)
    """The thread and the statement."""

    def listen(self, connection: Any, _record: object) -> None:
        """Hear what runs on a connection that has just been opened."""
        connection.set_trace_callback(self._hear)

    def _hear(self, statement: str) -> None:
        thread = threading.current_thread()
        if thread is not threading.main_thread() and not statement.startswith(_TRIGGER):
            self.heard.append((thread.name, statement.strip()))

    def clear(self) -> None:
        """Forget what was heard."""
        self.heard.clear()

    @property
    def statements(self) -> list[str]:
        """What ran since the last `clear`, without the frame around it."""
        return [one for _, one in self.heard if not _FRAME.match(one)]

    def unit(self, mark: str = ARRIVED) -> list[str]:
        """What ran in the one unit of work in which a statement with the mark ran."""
        (found,) = (one for one in self.units() if any(mark in it for it in one))
        return found

    def since(self, mark: str) -> list[str]:
        """What ran from the first statement with the mark on."""
        first = next(n for n, one in enumerate(self.statements) if mark in one)
        return self.statements[first:]

    def cost(self, mark: str = ARRIVED) -> Cost:
        """What was heard since the last `clear`, in figures."""
        first, units = len(self.unit(mark)), list(self.units())
        return Cost(first, len(self.statements), len(units))

    def units(self) -> Iterator[list[str]]:
        """The writer's units of work: those in savepoints, and those alone."""
        found: list[str] = []
        for one in (one for thread, one in self.heard if thread == "writer"):
            if one.startswith(("RELEASE", "COMMIT")) and found:
                yield found
                found = []
            elif not _FRAME.match(one):
                found.append(one)


@contextlib.contextmanager
def counting() -> Iterator[Counter]:
    """Hear the connections that are opened meanwhile, but none of the test's thread."""
    counter = Counter()
    event.listen(Pool, "connect", counter.listen)
    try:
        yield counter
    finally:
        event.remove(Pool, "connect", counter.listen)
