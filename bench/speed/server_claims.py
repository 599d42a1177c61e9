"""F6: the claim on PostgreSQL beside a job queue's fetch, by one and by sixteen."""

import asyncio
import datetime as dt
import tempfile
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from bench.speed import at_work
from bench.speed.figures import Aim, Figure
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Role
from bot.rules.queue import queue_rules
from storage import ballots
from storage.engine import Store
from storage.queue import claims
from storage.team import people
from tests import postgresql

NOW = dt.datetime(2027, 3, 2, 11, 0, tzinfo=dt.UTC)
CLOSES = dt.datetime(2027, 3, 25, 12, tzinfo=dt.UTC)
CLIENTS = (1, 16)
CLAIMS = 800
"""By all clients together in a round."""
AIMS = {1: Aim(2, at_least=True), 16: Aim(4, at_least=True)}


def figures_of(rounds: int) -> Iterator[Figure]:
    """Compare the claim through the store with the fetch of a job, in turn."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        opened = postgresql.open_at(folder / "claims.db")
        wanted = (rounds + 1) * CLAIMS * len(CLIENTS)
        try:
            team = opened.store.write(partial(_settle, count=wanted))
            address = postgresql.address(folder / "queue.db")
            with asyncio.Runner() as runner:
                jobs = runner.run(_queue(address, wanted))
                for clients in CLIENTS:
                    ratios = []
                    for _ in range(rounds):
                        ours = claims_a_second(opened.store, team[:clients])
                        ratios.append(ours / runner.run(_fetches(jobs, clients)))
                    what = f"claim ÷ fetch of a job on PostgreSQL, {clients} at once"
                    yield Figure("F6", what, ratios, "×", AIMS[clients])
                runner.run(jobs.close_async())
        finally:
            opened.close()


def _settle(session: Session, count: int) -> list[int]:
    """Make a ballot with so many members; return its advocates."""
    ballot = ballots.add(session, Ballot(0, "Pay", CLOSES), NOW)
    team = []
    for number in range(max(CLIENTS)):
        person = people.find_or_add(session, 100 + number, "Asha")
        people.give_role(session, person.id, ballot.id, Role.ADVOCATE, NOW)
        team.append(person.id)
    rows = [
        {
            "ballot_id": ballot.id,
            "band": 4 + number % 4,
            "due_at": NOW - dt.timedelta(days=20),
            "mobile": f"+44770{number:07d}",
            "extra": {},
            "notes": "",
        }
        for number in range(count)
    ]
    session.connection().execute(insert(SQLModel.metadata.tables["member"]), rows)
    return team


def claims_a_second(store: Store, team: Sequence[int]) -> float:
    """Claim by all of them at once, each claim a unit of its own, as updates are."""

    def one(who: int) -> None:
        store.submit(partial(_claim, who=who)).result()

    works = [[partial(one, who)] for who in team]
    each = CLAIMS // len(team)
    return at_work.together([own * each for own in works]).a_second


def _claim(session: Session, who: int) -> None:
    (ballot,) = ballots.every(session)
    probes = queue_rules.probes(ballot, NOW)
    until = NOW + dt.timedelta(hours=1)
    taken = claims.take(session, ballot.id, who, probes, lease_until=until, now=NOW)
    assert taken is not None


async def _queue(address: str, wanted: int) -> Any:
    """Make a queue with so many jobs; needs bench/peers.txt."""
    import procrastinate

    connector = procrastinate.PsycopgConnector(
        conninfo=address, min_size=max(CLIENTS), max_size=max(CLIENTS)
    )
    app = procrastinate.App(connector=connector)

    @app.task(name="contact")
    async def _contact(number: int) -> None: ...

    await app.open_async()
    await app.schema_manager.apply_schema_async()
    told = [{"number": number} for number in range(wanted)]
    await app.configure_task("contact").batch_defer_async(*told)
    return app


async def _fetches(app: Any, clients: int) -> float:
    """Fetch jobs by so many workers at once; return how many a second."""
    manager = app.job_manager

    async def work(worker: int, count: int) -> None:
        for _ in range(count):
            job = await manager.fetch_job(queues=None, worker_id=worker)
            assert job is not None

    workers = [await manager.register_worker() for _ in range(clients)]
    began = time.perf_counter()
    await asyncio.gather(*(work(one, CLAIMS // clients) for one in workers))
    return CLAIMS / (time.perf_counter() - began)
