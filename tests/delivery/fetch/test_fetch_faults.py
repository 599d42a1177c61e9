"""Bad updates are set aside, a bad disk or line is waited for (P2, P11)."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import exc, text
from telegram import Update

from bot import logs
from bot.delivery import tasks
from bot.delivery.fetch import update_shape
from bot.demo.telegram.faults import Kind
from bot.rules import general_endings
from bot.texts.general_endings import NOT_SAVED
from storage import outages
from tests.delivery.handlers import Handler, full
from tests.delivery.rig import Rig


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    found = io.StringIO()
    logs.configure(found, logging.DEBUG)
    yield found
    logs.configure()
    logging.getLogger().handlers.clear()


@pytest.mark.parametrize("words", ["refused", "breaks"])
async def test_an_update_that_fails_three_times_is_set_aside(
    rig: Rig, handler: Handler, words: str
) -> None:
    handler.failing["breaks"] = [LookupError() for _ in range(3)]
    rig.town.say(rig.asha, rig.asha, words)
    rig.town.say(rig.asha, rig.asha, "next")
    await rig.fetch(handler)
    assert handler.seen == [words] * 3 + ["next"]
    assert len(rig.set_aside()) == 1
    assert rig.said(general_endings.SendAgain, rig.asha.id) == 1


@pytest.mark.parametrize(
    "content",
    [
        {"message": "no message"},
        {"message": {"chat": 5}},
        {"callback_query": {"id": "1"}},
        {"message": {"message_id": 1, "date": "soon", "chat": {"id": 1}}},
    ],
)
async def test_an_unreadable_update_is_set_aside(
    rig: Rig, handler: Handler, content: dict
) -> None:
    rig.town.say(rig.asha, rig.asha, "before")
    rig.town.say(rig.asha, rig.asha, "spoilt")
    spoilt = rig.town.feed.entries[1].update
    del spoilt["message"]
    spoilt.update(content)
    await rig.fetch(handler)
    assert (rig.set_aside(), handler.applied) == (["unreadable"], ["before"])


SPOILT: dict[str, dict[str, Any]] = {
    "a person's id that is a word": {"from": {"id": "Quillfeather"}},
    "an id of more bits than Telegram has": {"from": {"id": 2**63}},
    "an id of 5,000 digits": {"from": {"id": "5" * 5000}},
    "a chat that is a list": {"chat": {"id": ["Quillfeather"]}},
    "words that are a number": {"text": 5},
    "words that are no text": {"text": "Quillfeather \ud800"},
    "words with a NUL": {"text": "Quillfeather \0"},
    "a name that is none": {"from": {"first_name": None}},
    "a date in the year 5138": {"date": 10**11},
    "a command that begins nowhere": {"entities": [{"type": "bot_command"}]},
    "a file without an id": {"document": {"file_name": "Quillfeather.csv"}},
}


def spoil(entry: dict[str, Any], content: dict[str, Any]) -> None:
    """Put other values into an update's message."""
    for name, value in content.items():
        old = entry["message"].get(name)
        both = isinstance(value, dict) and isinstance(old, dict)
        entry["message"][name] = {**old, **value} if both else value


@pytest.mark.parametrize("content", SPOILT.values(), ids=SPOILT)
async def test_an_impossible_update_is_set_aside_without_a_try(
    rig: Rig, handler: Handler, content: dict[str, Any], log: io.StringIO
) -> None:
    rig.town.say(rig.asha, rig.asha, "Quillfeather")
    rig.town.say(rig.asha, rig.asha, "after")
    spoil(rig.town.feed.entries[0].update, content)
    await rig.fetch(handler)
    assert (rig.set_aside(), handler.seen) == (["unreadable"], ["after"])
    assert log.getvalue().count("set aside") == 1
    assert "Quillfeather" not in log.getvalue()


async def test_an_update_without_an_id_does_not_stop_the_others(
    rig: Rig, handler: Handler, log: io.StringIO
) -> None:
    rig.town.say(rig.asha, rig.asha, "Quillfeather")
    rig.town.feed.entries[0].update["update_id"] = 10**40
    before = len(rig.town.history)
    await rig.fetch(handler, until=lambda: len(rig.town.history) > before + 4)
    assert log.getvalue().count("no update has an id") == 1
    rig.town.say(rig.asha, rig.asha, "after")
    await rig.fetch(handler, until=lambda: bool(handler.seen))
    assert handler.seen == ["after"]
    assert "Quillfeather" not in log.getvalue()


@pytest.mark.parametrize("number", ["5", None, -5, 2**60, True, 1.5, [5]])
def test_an_id_that_cannot_be_acknowledged_is_none(number: object) -> None:
    assert not update_shape.has_id({"update_id": number})
    assert not update_shape.has_id(number)


async def test_a_kind_of_update_that_nobody_asked_for_is_passed_over(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "before")
    entry = rig.town.feed.entries[0].update
    entry |= {"poll_answer": 5, "something_new": {"id": "x"}}
    entry["message"]["something_new"] = ["x"]
    await rig.fetch(handler)
    assert (rig.set_aside(), handler.applied) == ([], ["before"])


async def test_an_oversized_update_passes(rig: Rig, handler: Handler) -> None:
    rig.town.say(rig.asha, rig.asha, "short")
    entry = rig.town.feed.entries[0]
    entry.update["message"]["text"] = "x" * 5_000_000
    await rig.fetch(handler)
    assert len(handler.applied[0]) == 5_000_000


async def test_a_full_disk_sets_nothing_aside_and_tells_each_chat_once(
    rig: Rig, handler: Handler
) -> None:
    for person in (rig.asha, rig.ben):
        rig.town.say(person, person, person.first_name)
        handler.failing[person.first_name] = [full() for _ in range(8)]
    await rig.fetch(handler)
    assert sorted(handler.applied) == ["Asha", "Ben"]
    for person in (rig.asha, rig.ben):
        assert rig.texts(person)[-1:] == [NOT_SAVED]
    assert rig.set_aside() == []


async def test_a_damaged_database_stops_the_loop(rig: Rig) -> None:
    rig.town.say(rig.asha, rig.asha, "/done")

    class Damaged(Exception):
        sqlite_errorcode = 11

    async def handle(update: Update) -> bool:
        raise exc.DatabaseError("SELECT", None, Damaged())

    with pytest.raises(outages.Damaged):
        await rig.fetch(handle)


async def test_a_mistake_in_sql_is_no_outage(rig: Rig) -> None:
    rig.town.say(rig.asha, rig.asha, "/done")

    async def handle(update: Update) -> bool:
        unit = rig.store.submit(lambda session: session.exec(text("SELECT wrong")))
        return bool(await tasks.result(unit))

    await rig.fetch(handle)
    (why,) = rig.set_aside()
    assert why in {"OperationalError", "ProgrammingError"}  # SQLite's, PostgreSQL's


@pytest.mark.parametrize("kind", [Kind.SERVER_ERROR, Kind.BAD_GATEWAY, Kind.RESET])
async def test_a_bad_line_is_tried_again(
    rig: Rig, handler: Handler, kind: Kind
) -> None:
    rig.town.faults.plan(kind, "getUpdates", times=4)
    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(handler)
    assert handler.applied == ["/next"]


async def test_a_rival_reader_does_not_end_the_loop(rig: Rig, handler: Handler) -> None:
    rig.town.webhook = "https://example.org"

    def freed() -> bool:
        if len(rig.town.history) > 2:
            rig.town.webhook = ""
        return bool(handler.applied)

    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(handler, until=freed)
    assert handler.applied == ["/next"]
