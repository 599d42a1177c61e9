"""Count what the program asks of SQLite: statements, savepoints and commits."""

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
    """What something costs: `unit` is its own unit of work, `all` what follows too."""

    unit: int
    all: int
    commits: int
    savepoints: int = 0

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
        (found,) = (one for one in self._written() if any(mark in it for it in one))
        return found

    def since(self, mark: str) -> list[str]:
        """What ran from the first statement with the mark on."""
        first = next(n for n, one in enumerate(self.statements) if mark in one)
        return self.statements[first:]

    def cost(self, mark: str = ARRIVED) -> Cost:
        """What was heard since the last `clear`, in figures."""
        words = [one.split()[0] for _, one in self.heard]
        return Cost(
            unit=len(self.unit(mark)),
            all=len(self.statements),
            commits=words.count("COMMIT"),
            savepoints=words.count("SAVEPOINT"),
        )

    def _written(self) -> Iterator[list[str]]:
        """Every transaction of the writer; each serves one unit while nobody waits."""
        found: list[str] = []
        for thread, one in self.heard:
            if thread == "writer" and one == "COMMIT":
                yield found
                found = []
            elif thread == "writer" and not _FRAME.match(one):
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
