"""The end point says whether the bot is ready and why not, in counts only (S1, S10)."""

import asyncio
import contextlib
import re
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import structlog
from sqlalchemy import text

from bot.delivery.health import metrics, pulse, server
from storage import engine
from tests import ports, waiting
from tests.delivery.handlers import Handler
from tests.delivery.rig import Rig
from tests.house.tree import ROOT


@pytest.fixture
def of(rig: Rig) -> pulse.Pulse:
    return pulse.Pulse(rig.store, rig.done, rig.clock.time())


@contextlib.asynccontextmanager
async def served(of: pulse.Pulse, *, metrics: bool = False) -> AsyncIterator[str]:
    answers = server.Server(ports.free(), of, metrics=metrics)
    await answers.start()
    yield f"http://127.0.0.1:{answers.port}"
    await answers.stop()


async def asked(url: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def health(of: pulse.Pulse) -> tuple[int, Any]:
    async with (
        served(of) as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}/health") as answer,
    ):
        return answer.status, await answer.json()


async def test_a_bot_that_hears_and_saves_is_ready(
    rig: Rig, of: pulse.Pulse, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "voted")
    await rig.fetch(handler)
    await of.beat()
    assert await health(of) == (200, {"ready": True})


async def test_a_bot_that_has_not_met_telegram_is_not_ready(of: pulse.Pulse) -> None:
    await of.beat()
    why = ["Telegram has not answered yet"]
    assert await health(of) == (503, {"ready": False, "why": why})


@pytest.mark.parametrize(("seconds", "ready"), [(119, True), (121, False)])
async def test_silence_of_telegram_is_said(
    rig: Rig, of: pulse.Pulse, seconds: float, ready: bool
) -> None:
    await of.beat()
    rig.done.heard = rig.clock.elapsed - seconds
    status, said = await health(of)
    assert said["ready"] is ready
    assert status == (200 if ready else 503)


@pytest.mark.one_database  # SQLite has one writer, which another process can keep out
async def test_a_database_that_cannot_be_written_is_said_until_it_can(
    rig: Rig, of: pulse.Pulse, tmp_path: Path
) -> None:
    rig.done.heard = rig.clock.elapsed
    rig.store.write(lambda session: session.execute(text("PRAGMA busy_timeout=0")))
    other = engine.connect(f"sqlite:///{tmp_path / 'mantelpiece.db'}")
    held, free = threading.Event(), threading.Event()
    lock = other.submit(lambda session: held.set() or free.wait())
    assert await asyncio.to_thread(held.wait, waiting.PATIENCE)
    await of.beat()
    assert of.why_not() == ["the database cannot be written"]
    free.set()
    await asyncio.to_thread(lock.result)
    await of.beat()
    assert of.why_not() == []
    other.close()


async def test_looks_that_no_longer_come_are_said(rig: Rig, of: pulse.Pulse) -> None:
    await of.beat()
    rig.clock.elapsed = rig.done.heard = 151
    assert of.why_not() == ["nothing was saved for 151 seconds"]


async def test_a_bot_that_stops_is_not_ready(rig: Rig, of: pulse.Pulse) -> None:
    await of.beat()
    rig.done.heard = rig.clock.elapsed
    of.stop()
    assert of.why_not() == ["it is stopping"]


async def test_metrics_are_there_only_where_they_are_switched_on(
    of: pulse.Pulse,
) -> None:
    async with served(of) as address:
        assert (await asked(f"{address}/metrics"))[0] == 404


async def test_metrics_count_what_was_done_and_what_waits(
    rig: Rig, of: pulse.Pulse, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "voted")
    await rig.fetch(handler)
    rig.enlist(rig.ben)
    rig.town.block(rig.ben)
    rig.put(rig.ben.id, "refused")
    rig.card(rig.asha)
    await rig.send()
    rig.put(rig.ben.id, "waits")
    rig.clock.elapsed += 7
    async with served(of, metrics=True) as address:
        status, page = await asked(f"{address}/metrics")
    assert status == 200
    found = dict(re.findall(r"^(mantelpiece\S+) (\S+)$", page, re.M))
    assert found["mantelpiece_updates_total"] == "1.0"
    assert found['mantelpiece_sends_total{end="sent"}'] == "1.0"
    assert found['mantelpiece_sends_total{end="refused"}'] == "1.0"
    assert found["mantelpiece_waiting"] == "1.0"
    assert found["mantelpiece_oldest_waiting_seconds"] == "7.0"
    assert found["mantelpiece_claims"] == "1.0"
    assert found["mantelpiece_ready"] == "0.0"
    assert "Siân" not in page
    names = {name.partition("{")[0] for name in found}
    assert names == metrics.COUNTED.keys() | metrics.MEASURED.keys()


def test_every_metric_stands_in_the_documents_and_no_other() -> None:
    page = (ROOT / "docs" / "running.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(mantelpiece_\w+)` \| (.+) \|$", page, re.M))
    assert told == {**metrics.COUNTED, **metrics.MEASURED}


async def test_each_minute_is_a_line_of_counts_in_the_log(
    rig: Rig, of: pulse.Pulse
) -> None:
    rig.card(rig.asha)
    await rig.send()
    rig.put(rig.ben.id, "waits")
    with structlog.testing.capture_logs() as log:
        await of.beat()
        await of.beat()
    line = {"event": "one minute", "log_level": "info", "updates": 0, "oldest": 0}
    waits = {"waiting": 1, "claims": 1}
    assert log == [{**line, **waits, "sends": count} for count in (1, 0)]
