"""Handle, commit, then acknowledge; in order within a chat (P2, P3, P11)."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import exc, text
from sqlmodel import select
from telegram import Update

from bot.delivery import handling, work
from bot.demo.town.faults import Kind
from storage import updates
from storage.tables import SetAsideRow
from tests.delivery.rig import Rig


class Handler:
    """Notes texts in a database of effects, once per update id."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self.seen: list[str] = []
        self.applied: list[str] = []
        self.failing: dict[str, list[Exception]] = {}

    async def __call__(self, update: Update) -> bool:
        words = update.effective_message.text
        self.seen.append(words)
        if self.failing.get(words):
            raise self.failing[words].pop()
        if words == "refused":
            return False
        now = self.rig.clock.now()
        if await work.done(
            self.rig.store.submit(
                lambda session: updates.first_time(session, 1, update.update_id, now)
            )
        ):
            self.applied.append(words)
        return True


class DiskFull(Exception):
    sqlite_errorcode = 13


def full() -> exc.OperationalError:
    return exc.OperationalError("INSERT", None, DiskFull())


@pytest.fixture
def handler(rig: Rig) -> Handler:
    return Handler(rig)


async def test_a_handled_update_is_acknowledged(rig: Rig, handler: Handler) -> None:
    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(handler)
    assert handler.applied == ["/next"]


async def test_nothing_is_acknowledged_before_its_commit(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "/done")
    held = asyncio.Event()

    async def hold(update: Update) -> bool:
        held.set()
        await asyncio.Event().wait()
        return True

    await rig.fetch(hold, until=held.is_set)
    assert len(rig.town.feed.entries) == 1
    await rig.fetch(handler)
    assert handler.applied == ["/done"]


async def test_only_a_prefix_without_gaps_is_acknowledged(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "stuck")
    rig.town.say(rig.ben, rig.ben, "through")
    handler.failing["stuck"] = [full() for _ in range(99)]
    await rig.fetch(handler, until=lambda: handler.seen.count("stuck") > 3)
    waiting = [entry.update["message"]["text"] for entry in rig.town.feed.entries]
    assert waiting == ["stuck", "through"]
    assert handler.applied == ["through"]


async def test_one_chat_is_handled_in_order(rig: Rig, handler: Handler) -> None:
    handler.failing["0"] = [ValueError(), ValueError()]
    for number in range(5):
        rig.town.say(rig.asha, rig.asha, str(number))
    await rig.fetch(handler)
    assert handler.applied == ["0", "1", "2", "3", "4"]


async def test_an_update_delivered_twice_takes_effect_once(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "/done")
    update = rig.town.feed.entries[0].update
    await rig.fetch(handler)
    rig.town.redeliver(update)
    await rig.fetch(handler)
    assert (handler.seen, handler.applied) == (["/done", "/done"], ["/done"])


async def test_updates_shuffled_and_doubled_each_take_effect_once(
    rig: Rig, handler: Handler
) -> None:
    for number in range(6):
        rig.town.say(rig.asha, rig.asha, str(number))
    entries = rig.town.feed.entries
    entries[:] = [entries[at] for at in (3, 1, 1, 5, 0, 4, 2, 0)]
    await rig.fetch(handler)
    assert sorted(handler.applied) == ["0", "1", "2", "3", "4", "5"]


@pytest.mark.parametrize("words", ["refused", "breaks"])
async def test_an_update_that_fails_three_times_is_set_aside(
    rig: Rig, handler: Handler, words: str
) -> None:
    handler.failing["breaks"] = [LookupError() for _ in range(3)]
    rig.town.say(rig.asha, rig.asha, words)
    rig.town.say(rig.asha, rig.asha, "next")
    await rig.fetch(handler)
    assert handler.seen == [words] * 3 + ["next"]
    assert len(rig.told.set_aside) == 1


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
    rows = select(SetAsideRow.why)
    kept = rig.store.read(lambda session: list(session.exec(rows)))
    assert (kept, handler.applied) == (["unreadable"], ["before"])


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
    assert sorted(rig.told.outages) == sorted([rig.asha.id, rig.ben.id])
    assert rig.told.set_aside == []


async def test_a_damaged_database_stops_the_loop(rig: Rig) -> None:
    rig.town.say(rig.asha, rig.asha, "/done")

    class Damaged(Exception):
        sqlite_errorcode = 11

    async def handle(update: Update) -> bool:
        raise exc.DatabaseError("SELECT", None, Damaged())

    with pytest.raises(handling.Damaged):
        await rig.fetch(handle)


async def test_a_mistake_in_sql_is_no_outage(rig: Rig) -> None:
    rig.town.say(rig.asha, rig.asha, "/done")

    async def handle(update: Update) -> bool:
        unit = rig.store.submit(lambda session: session.exec(text("SELECT wrong")))
        return bool(await work.done(unit))

    await rig.fetch(handle)
    assert rig.told.set_aside == ["OperationalError"]


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


async def test_exactly_the_kinds_asked_for_are_named(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "/next")
    fetcher = await rig.fetch(handler)
    assert rig.town.feed.allowed == fetcher._allowed


@pytest.mark.parametrize(("hours", "told"), [(22, 0), (24, 1)])
async def test_a_long_silence_is_told(
    rig: Rig, handler: Handler, hours: int, told: int
) -> None:
    before = rig.clock.now() - dt.timedelta(hours=hours)
    rig.store.write(lambda session: updates.heard(session, before))
    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(handler)
    assert rig.told.gaps == [before] * told


async def test_ids_that_restart_below_are_still_fetched(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "old")
    rig.clock.quiet = lambda: False
    asked = rig.town.history

    def quiet_then_low() -> bool:
        if handler.applied == ["old"] and asked and not asked[-1].response["result"]:
            rig.town.feed.next_id = 5
            rig.town.say(rig.asha, rig.asha, "new")
        return "new" in handler.applied

    await rig.fetch(handler, until=quiet_then_low, poll=0)
    assert handler.applied == ["old", "new"]
