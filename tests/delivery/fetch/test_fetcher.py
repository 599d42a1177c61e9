"""Handle, commit, then acknowledge; in order within a chat (P2, P3)."""

import asyncio
import datetime as dt

import pytest
from sqlmodel import Session
from telegram import Update

from bot.delivery.fetch import fetcher
from bot.rules import general_endings
from storage import updates
from tests import waiting
from tests.delivery import virtual
from tests.delivery.handlers import Handler, full
from tests.delivery.rig import Rig


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


async def test_what_a_dead_process_handled_is_acknowledged_and_hides_nothing(
    rig: Rig, handler: Handler
) -> None:
    many = 2 * fetcher.MOST
    for number in range(many):
        rig.town.say(rig.asha, rig.asha, str(number))
    known = [entry.update["update_id"] for entry in rig.town.feed.entries]

    def unit(session: Session) -> None:
        for update_id in known:
            updates.first_time(session, rig.bot.id, update_id, rig.clock.now())

    rig.store.write(unit)
    rig.town.say(rig.ben, rig.ben, "new")
    await rig.fetch(handler)
    assert handler.seen == ["new"]


async def test_while_an_update_is_handled_telegram_is_asked_twice_a_second(
    rig: Rig,
) -> None:
    async def slow(update: Update) -> bool:
        while rig.clock.elapsed < 3:
            await waiting.turn()
        return True

    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(slow)
    asked = [call.at for call in rig.town.history if call.method == "getUpdates"]
    ended = virtual.START + dt.timedelta(seconds=3)
    assert len([at for at in asked if at < ended]) == 6


async def test_only_a_prefix_without_gaps_is_acknowledged(
    rig: Rig, handler: Handler
) -> None:
    rig.town.say(rig.asha, rig.asha, "stuck")
    rig.town.say(rig.ben, rig.ben, "through")
    handler.failing["stuck"] = [full()] * 1_000_000

    def both_tried() -> bool:
        return handler.seen.count("stuck") > 3 and handler.applied == ["through"]

    await rig.fetch(handler, until=both_tried)
    waiting = [entry.update["message"]["text"] for entry in rig.town.feed.entries]
    assert waiting == ["stuck", "through"]
    assert handler.applied == ["through"]


async def test_one_chat_is_handled_in_order(rig: Rig, handler: Handler) -> None:
    handler.failing["0"] = [ValueError(), ValueError()]
    for number in range(5):
        rig.town.say(rig.asha, rig.asha, str(number))
    await rig.fetch(handler)
    assert handler.applied == ["0", "1", "2", "3", "4"]


async def test_what_is_said_in_a_supergroup_comes_after_the_move_to_it(
    rig: Rig,
) -> None:
    grown = rig.town.migrate(rig.group)
    rig.town.say(rig.asha, grown, "/next")
    handled = []

    async def slow_to_move(update: Update) -> bool:
        assert update.message
        moves = update.message.migrate_to_chat_id is not None
        if moves:
            await waiting.turn()
        handled.append("moves" if moves else update.message.text or "begins")
        return True

    await rig.fetch(slow_to_move)
    assert handled == ["moves", "begins", "/next"]


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
    rig.enlist(rig.asha)
    before = rig.clock.now() - dt.timedelta(hours=hours)
    rig.store.write(lambda session: updates.record_contact(session, before))
    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(handler)
    assert rig.said(general_endings.WasAway, rig.group.id) == told


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
