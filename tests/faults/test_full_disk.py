"""A full disk: nothing is acknowledged, and it heals without a restart (P1, P11)."""

import resource
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session
from telegram import Update

from bot.delivery import jobs as delivery_jobs
from bot.delivery import tasks
from bot.rules.queue import queue_rules
from bot.texts.general_endings import NOT_SAVED
from bot.usecases.lists import upload
from storage import jobs, opening
from storage.tables import MemoRow
from tests.delivery.conftest import rig
from tests.delivery.rig import Rig

pytestmark = pytest.mark.one_database  # SQLite's file is limited in size
__all__ = ["rig"]


def pages(rig: Rig, most: int) -> None:
    """How large the database may grow; SQLite then answers as on a full disk."""
    rig.store.write(
        lambda session: session.execute(text(f"PRAGMA max_page_count={most}")).all()
    )


async def save(rig: Rig, update: Update) -> bool:
    """A handler whose effect needs room."""

    def unit(session: Session) -> bool:
        name = str(update.update_id)
        session.add(MemoRow(name=name, value={"words": "x" * 200_000}))
        return True

    return await tasks.result(rig.store.submit(unit))


async def test_an_update_waits_for_the_disk_and_is_saved_when_there_is_room(
    rig: Rig,
) -> None:
    pages(rig, 1)
    rig.town.say(rig.asha, rig.asha, "voted")

    async def handle(update: Update) -> bool:
        if rig.clock.elapsed > 30:
            pages(rig, 1_000_000)
        return await save(rig, update)

    await rig.fetch(handle)
    update_id = str(rig.town.feed.everything[-1]["update_id"])
    assert rig.store.read(lambda session: session.get(MemoRow, update_id)) is not None
    assert rig.texts(rig.asha).count(NOT_SAVED) == 1
    assert rig.set_aside() == []


async def test_on_a_full_disk_nothing_is_acknowledged(rig: Rig) -> None:
    pages(rig, 1)
    rig.town.say(rig.asha, rig.asha, "voted")
    await rig.fetch(
        lambda update: save(rig, update), until=lambda: rig.clock.elapsed > 60
    )
    assert len(rig.town.feed.entries) == 1


async def test_each_outage_is_told_anew(rig: Rig) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        full = rig.clock.elapsed < 30 or 60 < rig.clock.elapsed < 90
        pages(rig, 1 if full else 1_000_000)
        saved = await save(rig, update)
        handled.append(update.update_id)
        return saved

    def until() -> bool:
        if len(handled) == 1 and len(rig.town.feed.everything) == before + 1:
            rig.clock.elapsed = 70.0
            rig.town.say(rig.asha, rig.asha, "two")
        return len(handled) == 2

    before = len(rig.town.feed.everything)
    rig.town.say(rig.asha, rig.asha, "one")
    await rig.fetch(handle, until=until)
    assert rig.texts(rig.asha).count(NOT_SAVED) == 2


def writing_needs_room(rig: Rig, table: str = "outbox") -> None:
    """Make every change of this table need new pages."""
    rig.store.write(lambda session: session.execute(text("CREATE TABLE junk (b BLOB)")))
    trigger = f"""CREATE TRIGGER heavy AFTER UPDATE ON {table}
        BEGIN INSERT INTO junk VALUES (zeroblob(200000)); END"""
    rig.store.write(lambda session: session.execute(text(trigger)))


async def test_nothing_is_sent_that_could_not_be_noted_before(rig: Rig) -> None:
    rig.put(rig.asha.id, "Recorded")
    writing_needs_room(rig)
    pages(rig, 1)
    await rig.send(until=lambda: rig.clock.elapsed > 60)
    assert rig.texts(rig.asha) == []
    pages(rig, 1_000_000)
    await rig.send()
    assert rig.texts(rig.asha) == ["Recorded"]


async def test_what_was_sent_while_the_disk_was_full_is_not_sent_again(
    rig: Rig,
) -> None:
    rig.put(rig.asha.id, "Nudge", once=True)
    writing_needs_room(rig)
    rig.town.watchers.append(lambda _: pages(rig, 1))

    def noted_at_last() -> bool:
        if rig.clock.elapsed > 60:
            pages(rig, 1_000_000)
        return rig.states() == ["sent"]

    sender = rig.sender()
    await rig.running(sender.run(), noted_at_last)
    await sender.stop()
    assert rig.texts(rig.asha) == ["Nudge"]
    assert rig.clock.elapsed > 60


async def test_a_job_that_a_full_disk_cuts_off_is_ended_when_there_is_room(
    rig: Rig,
) -> None:
    rig.enlist(rig.asha)
    asha, now = rig.person(rig.asha), rig.clock.now
    about = upload.About(file_id="gone")
    made = {"ballot_id": asha.ballot_id, "person_id": asha.id, "about": about}
    job = rig.store.write(lambda s: jobs.put(s, upload.KIND, now(), **made))
    writing_needs_room(rig, "job")
    pages(rig, 1)
    worker = delivery_jobs.Worker(
        rig.bot, rig.store, now, queue_rules.DEFAULTS, lambda: None, rig.clock.sleep
    )

    def ended() -> bool:
        if rig.clock.elapsed > 60:
            pages(rig, 1_000_000)
        return rig.store.read(lambda s: jobs.get(s, job.id).state) == jobs.FAILED

    await rig.running(worker.run(), ended)
    assert rig.clock.elapsed > 60


@pytest.mark.parametrize("room", [0, 30_000])
def test_a_start_on_a_full_disk_says_what_to_do(tmp_path: Path, room: int) -> None:
    url = f"sqlite:///{tmp_path / 'mantelpiece.db'}"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        with pytest.raises(opening.CannotOpen, match="Make room"):
            opening.open_store(url, alone=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    opening.open_store(url, alone=True).close()
