"""What a crash between beginning and knowing leaves behind (P1, P7, P10)."""

import asyncio

import pytest

from bot.delivery.health import counts
from bot.delivery.send import deliver
from bot.delivery.send.row_kinds import RowKind
from bot.demo.telegram.faults import Kind
from storage.outbox import settle, take, to_send
from tests.delivery.conftest import rig
from tests.delivery.rig import Rig

__all__ = ["rig"]


def begin(rig: Rig, row: int) -> None:
    """What stands in the database when the program is killed with a call under way."""
    rig.store.write(lambda session: take.begin(session, [row], rig.clock.now()))


def recover(rig: Rig) -> list[int]:
    """What the first tick after the lease finds."""
    rig.clock.elapsed += take.LEASE.total_seconds()
    now = rig.clock.now()
    return [e.id for e in rig.store.write(lambda s: take.recover(s, now))]


async def test_a_nudge_caught_going_out_is_unknown_and_not_repeated(rig: Rig) -> None:
    row = rig.put(rig.asha.id, "Nudge", once=True)
    begin(rig, row)
    assert recover(rig) == [row]
    await rig.send()
    assert (rig.texts(rig.asha), rig.states()) == ([], ["unknown"])


async def test_an_answer_caught_going_out_goes_again(rig: Rig) -> None:
    begin(rig, rig.put(rig.asha.id, "Recorded"))
    recover(rig)
    await rig.send()
    assert rig.texts(rig.asha) == ["Recorded"]


async def test_neither_crash_nor_refusal_brings_an_answer_nearer_to_its_last_try(
    rig: Rig,
) -> None:
    row = rig.put(rig.asha.id, "Recorded")
    for _ in range(deliver.MOST_TRIES):
        begin(rig, row)
        recover(rig)
    rig.town.faults.plan(Kind.TOO_MANY, "sendMessage", times=deliver.MOST_TRIES)
    rig.town.faults.plan(Kind.BAD_GATEWAY, "sendMessage")
    await rig.send()
    assert rig.texts(rig.asha) == ["Recorded"]


async def test_an_answer_outlasts_ten_minutes_of_bad_gateways(rig: Rig) -> None:
    rig.put(rig.asha.id, "Recorded")
    rig.town.faults.plan(Kind.BAD_GATEWAY, "sendMessage", times=deliver.MOST_TRIES)
    await rig.send()
    assert rig.texts(rig.asha) == ["Recorded"]
    assert rig.clock.elapsed > 500


async def test_a_card_caught_before_its_edit_is_edited_in(rig: Rig) -> None:
    row = rig.card(rig.asha)
    line = await rig.bot.send_message(rig.asha.id, "Next member is ready")
    rig.store.write(lambda session: settle.mark_opened(session, row, line.message_id))
    begin(rig, row)
    recover(rig)
    await rig.send()
    assert rig.texts(rig.asha) == ["Siân Price"]


async def test_an_edit_and_a_delete_done_before_a_crash_are_settled_for_good(
    rig: Rig,
) -> None:
    line = await rig.bot.send_message(rig.asha.id, "Same")
    gone = await rig.bot.send_message(rig.asha.id, "Gone")
    await gone.delete()
    edit = {"kind": RowKind.EDIT, "message_id": line.message_id}
    begin(rig, rig.put(rig.asha.id, "Same", **edit))
    delete = {"kind": RowKind.DELETE, "message_id": gone.message_id}
    begin(rig, rig.put(rig.asha.id, **delete))
    recover(rig)
    await rig.send()
    assert rig.states() == ["sent", "sent"]
    assert recover(rig) == []
    assert rig.store.read(to_send.waiting) == 0


@pytest.mark.parametrize("once", [True, False])
async def test_a_sender_cut_off_in_a_call_leaves_at_most_one_duplicate(
    rig: Rig, once: bool
) -> None:
    rig.town.faults.plan(Kind.SLOW, "sendMessage", seconds=0.2)
    rig.put(rig.asha.id, "Once", once=once)
    sender = rig.sender()
    await rig.running(sender.run(), lambda: rig.states() == ["sending"])
    await sender.stop(within=0)
    recover(rig)
    await rig.send()
    assert len(rig.texts(rig.asha)) <= (1 if once else 2)
    assert rig.states() == ["unknown" if once else "sent"]


async def test_two_senders_of_one_outbox_send_each_row_once(rig: Rig) -> None:
    for number in range(20):
        rig.put(rig.town.add_person(str(number), started=True).id, "Nudge", once=True)
    one, two = rig.sender(), rig.sender()
    rig.clock.quiet = lambda: one.under_way + two.under_way == 0
    await rig.running(
        asyncio.wait({asyncio.ensure_future(s.run()) for s in (one, two)}),
        lambda: rig.store.read(to_send.waiting) == 0,
    )
    await asyncio.gather(one.stop(), two.stop())
    assert rig.states() == ["sent"] * 20
    assert len(rig.town.history) == 20


async def test_what_another_process_has_sent_is_not_dropped_afterwards(
    rig: Rig,
) -> None:
    row = rig.put(rig.asha.id, None, once=True)
    known = rig.store.read(lambda s: take.due(s, rig.clock.now(), 1))
    begin(rig, row)
    rig.store.write(lambda s: settle.mark_sent(s, row, 1, rig.clock.now()))
    time = rig.clock.time()
    await deliver.Deliverer(
        rig.bot, rig.store, rig.words, time, counts.Counts()
    ).deliver(known)
    assert rig.states() == ["sent"]
