"""One process leads; when it is gone another does, and what it still saves is lost."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.delivery import lead
from storage import engine
from storage.outbox import take, to_send
from storage.processes import leases
from tests import fresh_database, waiting
from tests.delivery import virtual
from tests.delivery.rig import Rig

pytestmark = pytest.mark.one_database  # PostgreSQL: on SQLite one process runs alone
TAKEN = text("UPDATE lease SET number = number + 1, until = now() + '1 hour'")


class Process:
    """One of several: what it does while it leads."""

    def __init__(self, store: engine.Store) -> None:
        self.store = store
        self.terms: list[lead.Term] = []
        self.works = False
        self.error: Exception | None = None
        self.lead = lead.Lead(store, virtual.Clock().time(), self.work)

    async def work(self, term: lead.Term) -> None:
        self.terms.append(term)
        self.works = True
        try:
            while self.error is None:
                await waiting.turn()
            raise self.error
        finally:
            self.works = False


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[engine.Store]:
    with fresh_database.kind(fresh_database.POSTGRESQL):
        opened = fresh_database.open_at(tmp_path / "server.db")
    yield opened.store
    opened.close()


@contextlib.asynccontextmanager
async def running(*processes: Process) -> AsyncIterator[list[asyncio.Task[None]]]:
    found = [asyncio.create_task(one.lead.run()) for one in processes]
    yield found
    for one in processes:
        one.lead.stopping.set()
    await asyncio.gather(*found, return_exceptions=True)


async def until(process: Process, *, works: bool = True) -> None:
    await waiting.until(lambda: process.works is works)


async def test_one_leads_until_another_has_taken_its_lease(
    store: engine.Store,
) -> None:
    process = Process(store)
    async with running(process):
        await until(process)
        store.write(lambda session: session.exec(TAKEN))
        await until(process, works=False)
        with pytest.raises(leases.Lost):
            process.terms[0].store.write(to_send.waiting)
    assert len(process.terms) == 1


async def test_one_that_stops_lets_another_lead_at_once(store: engine.Store) -> None:
    first, second = Process(store), Process(store)
    async with running(first):
        await until(first)
    async with running(second):
        await until(second)
    assert [one.terms[0].number for one in (first, second)] == [1, 2]


async def test_what_a_leader_was_sending_is_free_for_the_next(
    store: engine.Store,
) -> None:
    now = virtual.START
    row = store.write(lambda session: to_send.put(session, 7, "send", {}, now))
    store.write(lambda session: take.begin(session, [row], now))
    process = Process(store)
    async with running(process):
        await until(process)
        store.write(lambda session: take.recover(session, now))
        assert store.read(lambda session: to_send.is_queued(session, row))


async def test_that_another_leads_ends_the_work_and_not_the_process(
    store: engine.Store,
) -> None:
    process = Process(store)
    async with running(process) as (task,):
        await until(process)
        process.error = leases.Lost()
        await until(process, works=False)
        process.error = None
        await until(process)
        process.error = LookupError("a bug")
        with pytest.raises(LookupError):
            await task


async def test_who_leads_no_more_makes_no_call(rig: Rig) -> None:
    row = rig.put(rig.asha.id, "Hello")
    sender = rig.sender(holds=lambda: False)
    task = asyncio.create_task(sender.run())
    await waiting.until(lambda: not sender.under_way and rig.clock.elapsed)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert (rig.town.history, rig.state(row)) == ([], "queued")


def test_a_term_ends_by_this_machines_clock_too() -> None:
    clock = virtual.Clock()
    term = lead.Term(None, 1, clock.time(), until=5.0)  # type: ignore[arg-type]
    assert term.holds()
    clock.elapsed = 5.0
    assert not term.holds()
    assert lead.Term(None).holds()  # type: ignore[arg-type]
