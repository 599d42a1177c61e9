"""Measure how long a claim waits during an import, here or in another process."""

import datetime as dt
import multiprocessing
import statistics
import threading
import time
from concurrent import futures
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from bench.speed import fresh_database
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Role
from bot.rules.queue import queue_rules
from bot.sheets.files import sandbox
from bot.usecases.lists import import_list
from storage import ballots, opening
from storage.engine import Store
from storage.queue import claims, release_lapsed
from storage.team import people

EVERY = 0.05


def claims_while(store: Store, ballot: Ballot, over: threading.Event) -> list[float]:
    """Claim every 50 ms; return the seconds from each planned start to the end."""

    def advocate(session: Any) -> int:
        person = people.find_or_add(session, 1, "Asha")
        people.give_role(
            session, person.id, ballot.id, Role.ADVOCATE, fresh_database.NOW
        )
        return person.id

    person = store.write(advocate)
    probes = queue_rules.probes(ballot, fresh_database.NOW)
    until = fresh_database.NOW + dt.timedelta(hours=1)

    def claim(session: Any) -> None:
        release_lapsed.of_ballot(
            session, ballot.id, fresh_database.NOW, fresh_database.NOW
        )
        taken = claims.take(
            session,
            ballot.id,
            person,
            probes,
            lease_until=until,
            now=fresh_database.NOW,
        )
        if taken:
            claims.end(session, taken.member.id, "recorded", fresh_database.NOW)

    found: list[float] = []
    waits: list[Future[None]] = []
    begun = time.perf_counter()
    while not over.is_set():
        wanted = begun + len(waits) * EVERY
        time.sleep(max(wanted - time.perf_counter(), 0))
        wait = store.submit(claim)
        wait.add_done_callback(
            lambda _, at=wanted: found.append(time.perf_counter() - at)
        )
        waits.append(wait)
    futures.wait(waits)
    return found


def other_process(file: str, url: str) -> None:
    """Import in another process, in one transaction."""
    store = opening.open_store(url).store
    ballot = store.read(ballots.every)[0]
    found = list(sandbox.read_list(Path(file), fresh_database.NOW.date()).members())
    store.write(
        lambda session: import_list.add(session, ballot, found, fresh_database.NOW)
    )
    store.close()


def beside(file: Path, folder: Path, *, apart: bool) -> float:
    """Measure the p99 of a claim during an import, here or in another process."""
    store, ballot = fresh_database.store_in(folder)
    over = threading.Event()

    def work() -> None:
        if apart:
            url = f"sqlite:///{folder / 'bench.db'}"
            context = multiprocessing.get_context("spawn")
            process = context.Process(target=other_process, args=(str(file), url))
            process.start()
            process.join()
        else:
            fresh_database.take(file, store, ballot)
        over.set()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        found = claims_while(store, ballot, over)
    finally:
        thread.join()
        store.close()
    return statistics.quantiles(found, n=100)[98]
