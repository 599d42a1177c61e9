"""Advocates at work through the gate, on a database of their own."""

import itertools
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session

from bench.speed import fill_database
from bot.rules.arrivals import Arrival, UpdateKind
from bot.rules.person import Role
from bot.rules.queue.queue_rules import Settings
from bot.usecases.entry import gate
from bot.usecases.queue.next_member import by_command
from bot.usecases.replies import typed_answers
from storage import opening
from storage.engine import Store
from storage.team import people

UNHURRIED = Settings(open=10**6, hour=10**6, day=10**6)
FILE = "bench.db"
_updates = itertools.count(1)


class Doing:
    """One advocate, who sends one update after another."""

    def __init__(self, store: Store, who: int = fill_database.ADVOCATE) -> None:
        self.store, self.who = store, who
        self.gate = gate.Gate(bot_id=1, bot_name="bot", numbers=UNHURRIED)

    def take(self) -> None:
        """Take the next member."""
        self.store.write(self.taking)

    def done(self) -> None:
        """Record what they said."""
        self.store.write(self.recording)

    def taking(self, session: Session) -> bool:
        """Take the next member, as a unit of work."""
        return self._act(session, "/next", ("next", by_command))

    def recording(self, session: Session) -> bool:
        """Record what they said, as a unit of work."""
        return self._act(session, "/done voted", ("done", typed_answers.done))

    def _act(self, session: Session, words: str, row: tuple[str, gate.UseCase]) -> bool:
        who, update = self.who, next(_updates)
        arrival = Arrival(update, UpdateKind.NEW, who, True, who, words=words)
        return self.gate.act(session, arrival, lambda _s, _a: row, fill_database.NOW)


def add_advocates(store: Store, count: int) -> list[int]:
    """Add advocates beside the one there is; return the ids of all."""
    found = [fill_database.ADVOCATE + number for number in range(count)]

    def unit(session: Session) -> None:
        for who in found[1:]:
            person = people.find_or_add(session, who, "Asha")
            people.update(session, person.id, started=True)
            now, ballot = fill_database.NOW, fill_database.BALLOT
            people.give_role(session, person.id, ballot, Role.ADVOCATE, now)
            people.update_role(session, person.id, ballot, promised_at=now)

    store.write(unit)
    return found


@contextmanager
def filled(members: int, contacts: int = 0) -> Iterator[Store]:
    """Make a list of this size, deleted afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        size = fill_database.Size(members, contacts)
        store = fill_database.fill(Path(folder) / FILE, size)
        try:
            yield store
        finally:
            store.close()


def reopened(folder: Path) -> Store:
    """Open the database in this folder."""
    return opening.open_store(f"sqlite:///{folder / FILE}").store


class Together(NamedTuple):
    """What many at once reached."""

    a_second: float
    slowest: float
    """The 99th of a hundred, in milliseconds."""


def together(works: Sequence[Sequence[Callable[[], object]]]) -> Together:
    """Do each list of works on a thread of its own, all from the same moment."""
    ready = threading.Barrier(len(works) + 1)

    def client(own: Sequence[Callable[[], object]]) -> list[float]:
        ready.wait()
        times = []
        for work in own:
            began = time.perf_counter()
            work()
            times.append(time.perf_counter() - began)
        return times

    with ThreadPoolExecutor(len(works)) as threads:
        doing = [threads.submit(client, own) for own in works]
        ready.wait()
        began = time.perf_counter()
        times = [took for one in doing for took in one.result()]
        seconds = time.perf_counter() - began
    return Together(len(times) / seconds, 1000 * late(times))


def late(times: Sequence[float]) -> float:
    """Return the 99th of a hundred."""
    return statistics.quantiles(times, n=100)[98]
