"""What is due goes out, once, in order, and is written down."""

import datetime as dt

from bot.delivery.send.row_kinds import RowKind
from bot.demo.telegram import faults
from storage.outbox import outbox_entry
from storage.queue import cards
from tests.delivery import virtual
from tests.delivery.rig import Rig
from tests.delivery.row_words import Words


async def test_what_is_due_is_sent_and_its_message_id_kept(rig: Rig) -> None:
    row = rig.put(rig.asha.id, "<b>Hello</b>")
    await rig.send()
    message = rig.town.last(rig.asha)
    assert (message.text, rig.state(row)) == ("Hello", "sent")
    assert rig.message_id(row) == message.id


async def test_a_row_waits_for_its_time(rig: Rig) -> None:
    later = rig.clock.now() + dt.timedelta(hours=2)
    rig.put(rig.asha.id, "Ripe", send_at=later)
    await rig.send()
    assert rig.town.last(rig.asha).date >= later


async def test_a_row_that_makes_no_sense_now_is_dropped_with_the_reason(
    rig: Rig,
) -> None:
    row = rig.put(rig.asha.id, None)
    await rig.send()
    assert rig.ending(row) == ("dropped", "makes no sense now")
    assert rig.texts(rig.asha) == []


async def test_one_chat_hears_in_order_through_failures(rig: Rig) -> None:
    rig.town.faults.plan(faults.Kind.SERVER_ERROR, "sendMessage", times=3)
    for number in range(6):
        rig.put(rig.asha.id, str(number))
    await rig.send()
    assert rig.texts(rig.asha) == ["0", "1", "2", "3", "4", "5"]


async def test_a_chat_that_fails_does_not_hold_up_another(rig: Rig) -> None:
    rig.town.faults.plan(faults.Kind.RESET, chat_id=rig.asha.id, times=99)
    rig.put(rig.asha.id, "stuck")
    other = rig.put(rig.ben.id, "through")
    await rig.send(until=lambda: rig.state(other) == "sent")
    assert rig.texts(rig.ben) == ["through"]


async def test_a_card_is_an_edit_of_a_line_without_data(rig: Rig) -> None:
    row = rig.card(rig.asha)
    await rig.send()
    message = rig.town.last(rig.asha)
    assert message.earlier == ["Next member is ready"]
    assert (message.text, message.protected) == ("Siân Price", True)
    assert rig.message_id(row) == message.id
    card = rig.store.read(lambda session: cards.get(session, 1))
    assert (card.message_id, card.shown_at) == (message.id, virtual.START)


async def test_a_card_that_is_over_before_its_edit_leaves_no_line(rig: Rig) -> None:
    class Over(Words):
        def render(self, session, entry):
            return None

    rig.words = Over()
    row = rig.card(rig.asha)
    await rig.send()
    assert rig.texts(rig.asha) == []
    assert rig.ending(row) == ("dropped", "makes no sense now")


async def test_a_card_is_put_into_words_once(rig: Rig) -> None:
    class Counted(Words):
        asked = 0

        def render(self, session, entry):
            self.asked += 1
            return super().render(session, entry)

    rig.words = words = Counted()
    rig.card(rig.asha)
    await rig.send()
    assert words.asked == 1


async def test_a_message_leaves_again_when_its_row_says_so(rig: Rig) -> None:
    rig.put(rig.group.id, "Sent to you in private", delete_after=30)
    await rig.send()
    assert rig.texts(rig.group)[-1:] != ["Sent to you in private"]
    assert rig.clock.elapsed >= 30


async def test_a_late_answer_to_a_press_is_dropped(rig: Rig) -> None:
    old = rig.clock.now() - dt.timedelta(seconds=21)
    row = rig.put(rig.asha.id, "", kind=RowKind.ANSWER, callback_id="1", send_at=old)
    await rig.send()
    assert rig.ending(row) == ("dropped", "too late")


async def test_an_edit_that_changes_nothing_counts_as_done(rig: Rig) -> None:
    rig.put(rig.asha.id, "Same")
    await rig.send()
    known = rig.town.last(rig.asha).id
    rig.put(rig.asha.id, "Same", kind=RowKind.EDIT, message_id=known)
    await rig.send()
    assert rig.states() == ["sent", "sent"]


async def test_deleting_a_gone_message_counts_as_done(rig: Rig) -> None:
    rig.put(rig.asha.id, kind=RowKind.DELETE, message_id=999)
    await rig.send()
    assert rig.states() == ["sent"]


async def test_editing_a_gone_message_is_refused_once_and_not_tried_again(
    rig: Rig,
) -> None:
    row = rig.put(rig.asha.id, "x", kind=RowKind.EDIT, message_id=999)
    await rig.send()
    assert rig.ending(row) == ("refused", outbox_entry.GONE)


async def test_a_mistake_of_ours_is_refused_and_the_rest_goes_on(rig: Rig) -> None:
    row = rig.put(rig.asha.id, "x", mistake=True)
    rig.put(rig.asha.id, "next")
    await rig.send()
    assert rig.ending(row) == ("refused", "mistake")
    assert rig.texts(rig.asha) == ["next"]
