"""What people do, and what of it the bot is shown."""

import pytest

from bot.demo.telegram.models import ANONYMOUS_ADMIN
from bot.demo.telegram.refusals import Impossible
from tests.demo.wire import Clock, Town

BUTTONS = {
    "inline_keyboard": [
        [{"text": "Voted", "callback_data": "v1"}],
        [{"text": "Copy", "copy_text": {"text": "07700 900123"}}],
    ]
}


async def test_privacy_mode_hides_talk_and_other_bots_commands(town: Town) -> None:
    for words in ("hello", "/next@other_bot", "please /next", "//next"):
        town.say(town.asha, town.group, words)
    assert town.updates() == []


async def test_the_bot_sees_its_commands_with_and_without_its_name(town: Town) -> None:
    town.say(town.asha, town.group, "/next")
    town.say(town.asha, town.group, f"/next@{town.bot.username} 3")
    commands = [u.message.entities[0].length for u in town.updates()]
    assert commands == [5, 6 + len(town.bot.username)]


async def test_the_bot_sees_replies_to_it(town: Town) -> None:
    sent = await town.line.send_message(town.group.id, "Well?")
    town.say(town.asha, town.group, "yes", town.group.message(sent.message_id))
    (update,) = town.updates()
    assert update.message.reply_to_message.text == "Well?"


async def test_an_administrator_bot_sees_everything(town: Town) -> None:
    town.promote(town.bot, town.group, town.asha)
    town.say(town.ben, town.group, "hello")
    assert town.updates()[-1].message.text == "hello"


async def test_a_press_brings_the_data_and_the_message(town: Town) -> None:
    await town.line.send_message(town.asha.id, "Card", reply_markup=BUTTONS)
    town.press(town.asha, town.last(town.asha), "Voted")
    query = town.updates()[0].callback_query
    assert (query.data, query.message.text, query.from_user.id) == (
        "v1",
        "Card",
        town.asha.id,
    )


async def test_only_buttons_that_are_there_can_be_pressed(town: Town) -> None:
    await town.line.send_message(town.asha.id, "Card", reply_markup=BUTTONS)
    with pytest.raises(Impossible, match="there are: Voted, Copy"):
        town.press(town.asha, town.last(town.asha), "Copy")


async def test_an_altered_app_can_press_a_message_that_is_gone(town: Town) -> None:
    await town.line.send_message(town.asha.id, "Card", reply_markup=BUTTONS)
    card = town.last(town.asha)
    await town.line.delete_message(town.asha.id, card.id)
    town.press_data(town.asha, card, "v1")
    (update,) = await town.line.get_updates()
    assert not update.callback_query.message.is_accessible


async def test_a_press_is_answered_once_and_in_time(town: Town, clock: Clock) -> None:
    await town.line.send_message(town.asha.id, "Card", reply_markup=BUTTONS)
    query = town.press(town.asha, town.last(town.asha), "v1")
    assert await town.line.answer_callback_query(query, "Saved")
    assert town.answers[query] == "Saved"
    clock.move(minutes=2)
    answer = await town.refused("answerCallbackQuery", callback_query_id=query)
    assert answer.startswith("Bad Request: query is too old and response timeout")


async def test_an_edited_message_is_told_as_edited(town: Town) -> None:
    said = town.say(town.asha, town.asha, "voted")
    town.edit(town.asha, said, "will post")
    assert town.updates()[1].edited_message.text == "will post"


async def test_an_anonymous_administrator_speaks_as_the_group(town: Town) -> None:
    town.say(town.asha, town.group, "/stats", as_chat=town.group)
    message = town.updates()[0].message
    assert message.from_user.id == ANONYMOUS_ADMIN
    assert message.sender_chat.id == town.group.id


async def test_a_forwarded_message_names_its_origin(town: Town) -> None:
    said = town.say(town.ben, town.group, "/next")
    town.forward(town.asha, said, town.asha)
    assert town.updates()[1].message.forward_origin.sender_user.first_name == "Ben"


async def test_a_protected_message_cannot_be_forwarded(town: Town) -> None:
    await town.line.send_message(town.asha.id, "Card", protect_content=True)
    with pytest.raises(Impossible, match="protected"):
        town.forward(town.asha, town.last(town.asha), town.group)


async def test_a_channel_post_comes_as_the_channel(town: Town) -> None:
    channel = town.make_group("News", [town.asha], "channel")
    town.add_bot(channel, town.asha, ["can_post_messages"])
    town.channel_post(channel, "/next")
    assert town.updates()[-1].channel_post.sender_chat.title == "News"


async def test_nobody_writes_before_start_or_from_outside(town: Town) -> None:
    with pytest.raises(Impossible, match="Start comes first"):
        town.say(town.ben, town.ben, "hello")
    stranger = town.add_person("Cara", started=True)
    with pytest.raises(Impossible, match="not in this chat"):
        town.say(stranger, town.group, "hello")
