"""F6: the claim on PostgreSQL beside two job queues, by one and by sixteen."""

import asyncio
import contextlib
import datetime as dt
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from bench.speed import at_work, figures
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
AIMS = {
    ("procrastinate", 1): Aim(2, at_least=True),
    ("procrastinate", 16): Aim(4, at_least=True),
}
LOOKED = "SELECT max(last_autoanalyze) FROM pg_stat_user_tables WHERE n_live_tup > 1000"
"""When the server last looked by itself through a table that is not small."""
PATIENCE = 60.0
Get = Callable[[], Awaitable[object]]
"""How a worker gets its next job; nothing where there is none."""
Queue = Callable[[str, int], contextlib.AbstractAsyncContextManager[list[Get]]]
"""Fills the database at an address with so many jobs; gives its workers."""


def figures_of(rounds: int) -> Iterator[Figure]:
    """Compare the claim through the store with how job queues hand out jobs."""
    queues = {name: made for name, made in QUEUES.items() if figures.installed(name)}
    if queues:
        yield from asyncio.run(_compare(rounds, queues))


async def _compare(rounds: int, queues: dict[str, Queue]) -> list[Figure]:
    """Claim and get jobs in turn, on one server."""
    found = []
    wanted = (rounds + 1) * CLAIMS * len(CLIENTS)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        async with contextlib.AsyncExitStack() as until_done:
            filled = [postgresql.address(folder / "claims.db")]
            opened = postgresql.open_at(folder / "claims.db")
            until_done.callback(opened.close)
            team = opened.store.write(partial(_settle, count=wanted))
            workers = {}
            for name, queue in queues.items():
                filled.append(postgresql.bare(folder / name))
                made = queue(filled[-1], wanted)
                workers[name] = await until_done.enter_async_context(made)
            _let_server_look(filled)
            for clients in CLIENTS:
                ratios: dict[str, list[float]] = {name: [] for name in queues}
                for _ in range(rounds):
                    ours = claims_a_second(opened.store, team[:clients])
                    for name in queues:
                        theirs = await jobs_a_second(workers[name][:clients])
                        ratios[name].append(ours / theirs)
                for name, several in ratios.items():
                    what = f"claim ÷ job of {name} on PostgreSQL, {clients} at once"
                    aim = AIMS.get((name, clients))
                    found.append(Figure("F6", what, several, "×", aim))
    return found


def _let_server_look(filled: Sequence[str]) -> None:
    """Wait until the server has seen how much there is; usually it takes a minute."""
    until = time.monotonic() + PATIENCE
    with psycopg.connect(postgresql.server(), autocommit=True) as line:
        line.execute("ALTER SYSTEM SET autovacuum_naptime = '1s'")
        line.execute("SELECT pg_reload_conf()")
        for address in filled:
            with psycopg.connect(address, autocommit=True) as own:
                while own.execute(LOOKED).fetchone() == (None,):
                    assert time.monotonic() < until
                    time.sleep(0.1)
        line.execute("ALTER SYSTEM RESET autovacuum_naptime")
        line.execute("SELECT pg_reload_conf()")


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


async def jobs_a_second(workers: Sequence[Get]) -> float:
    """Let all of these workers get jobs at once, one by one."""

    async def work(get: Get) -> None:
        for _ in range(CLAIMS // len(workers)):
            assert await get()

    began = time.perf_counter()
    await asyncio.gather(*(work(one) for one in workers))
    return CLAIMS / (time.perf_counter() - began)


@contextlib.asynccontextmanager
async def _procrastinate(address: str, wanted: int) -> AsyncIterator[list[Get]]:
    """Make a queue whose workers share a pool."""
    import procrastinate

    most = max(CLIENTS)
    connector = procrastinate.PsycopgConnector(
        conninfo=address, min_size=most, max_size=most
    )
    app = procrastinate.App(connector=connector)

    @app.task(name="contact")
    async def _contact(number: int) -> None: ...

    async with app.open_async():
        await app.schema_manager.apply_schema_async()
        told = [{"number": number} for number in range(wanted)]
        await app.configure_task("contact").batch_defer_async(*told)
        jobs = app.job_manager
        ids = [await jobs.register_worker() for _ in range(most)]
        yield [partial(jobs.fetch_job, queues=None, worker_id=one) for one in ids]


@contextlib.asynccontextmanager
async def _pgqueuer(address: str, wanted: int) -> AsyncIterator[list[Get]]:
    """Make a queue whose workers have a connection each."""
    from pgqueuer import Queries
    from pgqueuer.ports.repository import EntrypointExecutionParameter

    how: dict[str, Any] = {
        "batch_size": 1,  # as a claim and a fetch
        "entrypoints": {"contact": EntrypointExecutionParameter(concurrency_limit=0)},
        "global_concurrency_limit": None,
        "heartbeat_timeout": dt.timedelta(seconds=30),
    }
    async with contextlib.AsyncExitStack() as until_done:
        workers = []
        for _ in range(max(CLIENTS)):
            line = await psycopg.AsyncConnection.connect(address, autocommit=True)
            await until_done.enter_async_context(line)
            queries = Queries.from_psycopg_connection(line)
            own = {"queue_manager_id": uuid.uuid4(), **how}
            workers.append(partial(queries.dequeue, **own))
        await queries.install()
        await queries.optimize_autovacuum()
        told = [str(number).encode() for number in range(wanted)]
        await queries.enqueue(["contact"] * wanted, told, [0] * wanted)
        yield workers


QUEUES: dict[str, Queue] = {"procrastinate": _procrastinate, "pgqueuer": _pgqueuer}
"""By the name of their package; each is asked for a job as its own worker does."""
