"""Waking and stopping: nothing waits needlessly, nothing begun is cut short (P12)."""

from telegram import Update

from bot.demo.telegram.faults import Kind
from bot.texts import messages
from tests.delivery.rig import Rig


async def test_a_woken_sender_sends_while_time_stands_still(rig: Rig) -> None:
    sender = rig.sender()
    rig.clock.quiet = lambda: False
    rows: list[int] = []

    def until() -> bool:
        if rig.clock.sleepers and not rows:
            rows.append(rig.put(rig.asha.id, "Recorded"))
            sender.wake()
        return rig.states() == ["sent"]

    await rig.running(sender.run(), until)
    await sender.stop()
    assert rig.texts(rig.asha) == ["Recorded"]


async def test_stopping_lets_a_call_under_way_end(rig: Rig) -> None:
    rig.town.faults.plan(Kind.SLOW, "sendMessage", seconds=0.1)
    rig.put(rig.asha.id, "one")
    rig.put(rig.asha.id, "two")
    sender = rig.sender()
    await rig.running(sender.run(), lambda: "sending" in rig.states())
    assert await sender.stop()
    assert rig.states() == ["sent", "queued"]


async def test_stopping_acknowledges_what_is_handled(rig: Rig) -> None:
    handled: list[int] = []

    async def handle(update: Update) -> bool:
        handled.append(update.update_id)
        return True

    rig.town.say(rig.asha, rig.asha, "/next")
    await rig.fetch(handle, until=lambda: bool(handled))
    assert rig.town.feed.entries == []


async def test_a_word_past_the_outbox_needs_no_database(rig: Rig) -> None:
    rig.store.close()
    sender = rig.sender()
    assert await sender.direct(rig.asha.id, messages.Message("Not saved yet"))
    assert rig.texts(rig.asha) == ["Not saved yet"]


async def test_a_word_past_the_outbox_may_fail_quietly(rig: Rig) -> None:
    rig.town.block(rig.asha)
    assert not await rig.sender().direct(rig.asha.id, messages.Message("Not saved"))
