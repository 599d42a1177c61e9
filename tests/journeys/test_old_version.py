"""A database, buttons and settings of version 0.1.0 (November 2026) go on working.

`tests/data/old_version` was made by that version: a played morning with open cards and
panels, and one queued row of the outbox for every ending it knew.
"""

import contextlib
import datetime as dt
import gzip
import json
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from bot import config
from bot.app import App
from bot.delivery import tasks
from bot.demo.standin import Standin
from bot.rules.outcomes import Outcome
from bot.usecases import outbox_codec
from storage import ballots, opening
from storage.tables import OutboxRow
from tests.journeys import branch_setup
from tests.journeys.play import UNHURRIED, Branch, Clock

pytestmark = pytest.mark.one_database  # the one kept from then is SQLite's

OLD = Path(__file__).parents[1] / "data" / "old_version"
NAMES = ("Dawn", "Asha", "Ben", "Carys")
LATER = dt.datetime(2027, 3, 2, 11, 5, tzinfo=dt.UTC)
ENDINGS_THEN = 138
UPDATES_BEFORE = 1000


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """The old database with its key beside it."""
    file = tmp_path / "play.db"
    file.write_bytes(gzip.decompress((OLD / "play.db.gz").read_bytes()))
    shutil.copy(OLD / "play.db.key", tmp_path)
    for path in tmp_path.iterdir():
        path.chmod(0o600)
    return file


@contextlib.asynccontextmanager
async def resumed(database: Path) -> AsyncIterator[Branch]:
    """The same people, with the messages they had before the new version started."""
    clock = Clock(LATER)
    town = Standin(clock.now)
    town.feed.next_id += UPDATES_BEFORE
    people = {name: town.add_person(name, started=True) for name in NAMES}
    group = town.make_group("Advocates", list(people.values()), kind="supergroup")
    town.add_bot(group, people["Dawn"], rights=["can_delete_messages"])
    seen = json.loads((OLD / "keyboards.json").read_text("utf-8"))
    for name, messages in seen.items():
        for old in messages:
            there = town.post(
                town.private(people[name]),
                town.bot,
                text=old["text"],
                keyboard=old["keyboard"],
            )
            there.id = old["message_id"]
    town.post(town.private(people["Dawn"]), None).id = 200
    opened = opening.open_store(f"sqlite:///{database}", alone=True)
    async with town.serve() as server:
        made = branch_setup.settings(town, server.base_url, server.base_file_url)
        app = App(made, opened.store, tasks.Time(clock.now), poll=5, rates=UNHURRIED)
        await app.start()
        ballot = opened.store.read(ballots.every)[0]
        try:
            yield Branch(town, app, opened.store, clock, ballot, group, people)
        finally:
            await app.stop()
            opened.close()


async def test_a_card_sent_before_takes_its_outcome(database: Path) -> None:
    async with resumed(database) as branch:
        await branch.press("Asha", "✅ Voted")
        assert branch.member(2).outcome is Outcome.VOTED


async def test_a_question_asked_before_takes_its_answer(database: Path) -> None:
    async with resumed(database) as branch:
        await branch.press("Carys", "Will post")
        assert branch.member(5).outcome is Outcome.WILL_POST


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Asha", "Undo"),
        ("Ben", "✏️ Fix"),
        ("Ben", "Nia4"),
        ("Dawn", "Ben"),
        ("Dawn", "Refresh"),
        ("Dawn", "Pause all"),
        ("Dawn", "Close"),
        ("Dawn", "Revoke"),
        ("Dawn", "Reps outside"),
        ("Dawn", "None of these"),
    ],
)
async def test_a_button_sent_before_has_not_expired(
    database: Path, name: str, label: str
) -> None:
    async with resumed(database) as branch:
        calls_before = len(branch.town.history)
        await branch.press(name, label)
        (said,) = branch.town.answers.values()
        assert "expired" not in said
        assert len(branch.town.history) > calls_before + 1


def test_every_ending_queued_before_is_read(database: Path) -> None:
    abouts = select(OutboxRow.about)
    opened = opening.open_store(f"sqlite:///{database}", alone=True)
    try:
        rows = opened.store.read(lambda session: list(session.exec(abouts)))
    finally:
        opened.close()
    said = [about for about in rows if "say" in about]
    read = {type(outbox_codec.unpack(about)).__name__ for about in said}
    assert len(read) == ENDINGS_THEN


def test_settings_written_for_the_old_version_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    shutil.copy(OLD / "config.toml", file)
    file.chmod(0o600)
    read, now = config.load(file).queue, config.Settings().queue
    assert read.short_wait_hours == 4
    assert read.orders.cutoff_near.index("untouched") == 3
    same = {"short_wait_hours", "orders"}
    assert read.model_dump(exclude=same) == now.model_dump(exclude=same)
