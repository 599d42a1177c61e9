"""Edits, deletions, pins: what Telegram allows and when."""

import pytest
from telegram.error import BadRequest

from tests.demo.wire import Clock, Town

ROWS = {"inline_keyboard": [[{"text": "Voted", "callback_data": "v"}]]}


async def test_an_edit_that_changes_nothing_is_refused(town: Town) -> None:
    sent = await town.line.send_message(town.asha.id, "<b>Card</b>", "HTML")
    with pytest.raises(BadRequest, match="Message is not modified: specified new"):
        await town.line.edit_message_text(
            "<b>Card</b>", town.asha.id, sent.message_id, parse_mode="HTML"
        )


async def test_buttons_not_named_again_are_gone(town: Town) -> None:
    sent = await town.line.send_message(town.asha.id, "Card", reply_markup=ROWS)
    await town.line.edit_message_text("Shut", town.asha.id, sent.message_id)
    card = town.last(town.asha)
    assert (card.text, card.keyboard, card.earlier) == ("Shut", [], ["Card"])


async def test_a_deleted_message_cannot_be_edited_or_deleted_again(town: Town) -> None:
    sent = await town.line.send_message(town.asha.id, "Card")
    place = {"chat_id": town.asha.id, "message_id": sent.message_id}
    assert await town.line.delete_message(**place)
    assert "message to edit not found" in await town.refused(
        "editMessageText", text="x", **place
    )
    assert "message to delete not found" in await town.refused("deleteMessage", **place)


async def test_a_deleted_message_can_still_be_found_in_the_history(town: Town) -> None:
    sent = await town.line.send_message(town.asha.id, "canary-4711")
    await town.line.delete_message(town.asha.id, sent.message_id)
    assert town.messages(town.asha) == []
    assert any("canary-4711" in sent for sent in town.sent(town.asha))
    assert not any("canary-4711" in sent for sent in town.sent(town.group))


async def test_the_history_hides_nothing_in_escapes(town: Town) -> None:
    rows = {"inline_keyboard": [[{"text": "Siân", "callback_data": "v"}]]}
    await town.line.send_message(town.asha.id, "Card", reply_markup=rows)
    await town.line.send_document(town.asha.id, b"Morgan", filename="list.csv")
    found = "".join(town.sent(town.asha))
    assert "Siân" in found
    assert "Morgan" in found


async def test_a_bot_cannot_delete_after_48_hours(town: Town, clock: Clock) -> None:
    sent = await town.line.send_message(town.asha.id, "Card")
    clock.move(hours=49)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await town.line.delete_message(town.asha.id, sent.message_id)


async def test_others_messages_need_the_right_to_delete(town: Town) -> None:
    said = town.say(town.ben, town.group, "/next")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await town.line.delete_message(town.group.id, said.id)
    town.promote(town.bot, town.group, town.asha, ["can_delete_messages"])
    assert await town.line.delete_message(town.group.id, said.id)


async def test_several_are_deleted_and_missing_ones_passed_over(town: Town) -> None:
    sent = [await town.line.send_message(town.asha.id, f"{n}") for n in range(3)]
    ids = [message.message_id for message in sent]
    await town.line.delete_message(town.asha.id, ids[0])
    assert await town.line.delete_messages(town.asha.id, ids)
    assert town.messages(town.asha) == []


async def test_a_bot_edits_only_what_it_wrote(town: Town) -> None:
    said = town.say(town.asha, town.asha, "mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await town.line.edit_message_text("x", town.asha.id, said.id)


async def test_a_reply_needs_its_message_unless_lenient(town: Town) -> None:
    missing = {"message_id": 9999}
    answer = await town.refused(
        "sendMessage", chat_id=town.asha.id, text="x", reply_parameters=missing
    )
    assert answer == "Bad Request: message to be replied not found"
    sent = await town.line.send_message(
        town.asha.id, "x", reply_to_message_id=9999, allow_sending_without_reply=True
    )
    assert sent.reply_to_message is None


async def test_pinning_needs_the_right(town: Town) -> None:
    sent = await town.line.send_message(town.group.id, "12 days left")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned"):
        await town.line.pin_chat_message(town.group.id, sent.message_id)
    town.promote(town.bot, town.group, town.asha, ["can_pin_messages"])
    await town.line.pin_chat_message(town.group.id, sent.message_id)
    chat = await town.line.get_chat(town.group.id)
    assert chat.pinned_message.text == "12 days left"
    await town.line.unpin_chat_message(town.group.id, sent.message_id)
    assert (await town.line.get_chat(town.group.id)).pinned_message is None


async def test_a_reaction_is_kept(town: Town) -> None:
    said = town.say(town.asha, town.asha, "voted")
    await town.line.set_message_reaction(town.asha.id, said.id, "👍")
    assert said.reactions[town.bot.id][0]["emoji"] == "👍"


async def test_buttons_alone_can_be_changed(town: Town) -> None:
    sent = await town.line.send_message(town.asha.id, "Card", reply_markup=ROWS)
    await town.line.edit_message_reply_markup(town.asha.id, sent.message_id)
    assert town.last(town.asha).keyboard == []
