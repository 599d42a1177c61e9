"""Messages in a group that one person sees (Bot API 10.3)."""

from typing import Any

from tests.demo.wire import Clock, Town

SEEN_BY_TWO = [{"command": "next", "description": "Next", "is_ephemeral": True}]


def for_asha(town: Town, **more: Any) -> dict[str, Any]:
    return {
        "chat_id": town.group.id,
        "text": "In your private chat",
        "ephemeral_message_parameters": {"receiver_user_id": town.asha.id, **more},
    }


async def asked(town: Town) -> str:
    rows = {"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]}
    await town.line.send_message(town.group.id, "Who?", reply_markup=rows)
    return town.press(town.asha, town.last(town.group), "Next")


async def test_only_its_receiver_sees_it(town: Town) -> None:
    town.promote(town.bot, town.group, town.asha)
    sent = (await town.ask("sendMessage", **for_asha(town)))["result"]
    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, town.asha.id)
    assert town.last(town.group, town.asha).text == "In your private chat"
    assert all(m.text != sent["text"] for m in town.messages(town.group, town.ben))


async def test_a_bot_that_is_no_administrator_needs_a_question(town: Town) -> None:
    answer = await town.refused("sendMessage", **for_asha(town))
    assert answer == "Bad Request: BOT_NOT_ADMIN"


async def test_a_press_is_answered_within_fifteen_seconds(
    town: Town, clock: Clock
) -> None:
    query = await asked(town)
    question = for_asha(town, callback_query_id=query)
    assert (await town.ask("sendMessage", **question))["ok"]
    clock.move(seconds=16)
    assert "BOT_NOT_ADMIN" in await town.refused("sendMessage", **question)


async def test_a_declared_command_is_seen_by_two_and_may_be_answered(
    town: Town,
) -> None:
    await town.ask("setMyCommands", commands=SEEN_BY_TWO)
    town.say(town.asha, town.group, "/next")
    message = town.updates()[0].message
    reply = {"ephemeral_message_id": message.ephemeral_message_id}
    answer = await town.ask("sendMessage", **for_asha(town), reply_parameters=reply)
    assert answer["ok"]
    assert not [m for m in town.messages(town.group, town.ben) if m.text]


async def test_it_is_edited_and_deleted_by_its_own_methods(town: Town) -> None:
    town.promote(town.bot, town.group, town.asha)
    sent = (await town.ask("sendMessage", **for_asha(town)))["result"]
    place = {
        "chat_id": town.group.id,
        "receiver_user_id": town.asha.id,
        "ephemeral_message_id": sent["ephemeral_message_id"],
    }
    assert (await town.ask("editEphemeralMessageText", text="Done", **place))["ok"]
    assert town.last(town.group, town.asha).text == "Done"
    assert (await town.ask("deleteEphemeralMessage", **place))["ok"]
    assert "not found" in await town.refused(
        "editMessageText", chat_id=town.group.id, message_id=0, text="x"
    )


async def test_it_can_stand_in_place_of_the_message_pressed(town: Town) -> None:
    query = await asked(town)
    await town.ask(
        "sendMessage",
        **for_asha(town, callback_query_id=query, replace_callback_query_message=True),
    )
    assert town.last(town.group, town.asha).replaces.text == "Who?"
