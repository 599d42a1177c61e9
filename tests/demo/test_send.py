"""What the bot may send, to whom, and how it is refused."""

import pytest
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.demo import reader
from tests.demo.wire import Town


async def test_ptb_and_aiogram_both_know_the_bot(town: Town) -> None:
    me = await town.line.get_me()
    raw = (await town.ask("getMe"))["result"]
    assert me.username == reader.read("User", raw).username == town.bot.username


async def test_a_bot_cannot_write_first(town: Town) -> None:
    with pytest.raises(Forbidden, match="can't initiate conversation with a user"):
        await town.line.send_message(town.ben.id, "Hello")


async def test_a_person_the_bot_never_met_is_no_chat(town: Town) -> None:
    stranger = town.add_person("Cara")
    with pytest.raises(BadRequest, match="Chat not found"):
        await town.line.send_message(stranger.id, "Hello")


async def test_after_start_the_bot_may_write(town: Town) -> None:
    town.start(town.ben, "join_abc")
    sent = await town.line.send_message(town.ben.id, "Hello <b>Ben</b>", "HTML")
    assert town.last(town.ben).text == sent.text == "Hello Ben"
    assert town.updates()[0].message.text == "/start join_abc"


async def test_a_blocked_bot_is_refused_and_told(town: Town) -> None:
    town.block(town.asha)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await town.line.send_message(town.asha.id, "Hello")
    assert town.updates()[0].my_chat_member.new_chat_member.status == "kicked"


async def test_a_grown_group_names_its_new_id(town: Town) -> None:
    grown = town.migrate(town.group)
    with pytest.raises(ChatMigrated) as refusal:
        await town.line.send_message(town.group.id, "Hello")
    assert refusal.value.new_chat_id == grown.id
    old, new = (update.message for update in town.updates())
    assert (old.migrate_to_chat_id, new.migrate_from_chat_id) == (grown.id, old.chat.id)


async def test_text_is_measured_after_its_formatting(town: Town) -> None:
    sent = await town.line.send_message(
        town.asha.id, "<b>" + "x" * 4096 + "</b>", "HTML"
    )
    assert len(sent.text) == 4096
    answer = await town.refused("sendMessage", chat_id=town.asha.id, text="x" * 4097)
    assert answer == "Bad Request: message is too long"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<div>x</div>", 'Unsupported start tag "div" at byte offset 0'),
        ("é < 5", 'Unsupported start tag "" at byte offset 3'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b>x</i>",
            'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
    ],
)
async def test_html_must_parse(town: Town, source: str, reason: str) -> None:
    answer = await town.refused(
        "sendMessage", chat_id=town.asha.id, text=source, parse_mode="HTML"
    )
    assert answer == f"Bad Request: can't parse entities: {reason}"


async def test_entities_count_in_utf16(town: Town) -> None:
    sent = await town.line.send_message(
        town.asha.id,
        "👍🏽 <b>Siân</b> &lt;3 /next@any_bot <a href='https://a.org/?q=1&amp;r=2'>go</a>",
        "HTML",
    )
    found = [(e.type, sent.parse_entity(e)) for e in sent.entities]
    assert found == [
        ("bold", "Siân"),
        ("bot_command", "/next@any_bot"),
        ("text_link", "go"),
    ]
    assert sent.entities[0].offset == 5


async def test_a_protected_message_stays_protected(town: Town) -> None:
    sent = await town.line.send_message(town.asha.id, "Card", protect_content=True)
    edited = await town.line.edit_message_text("Shut", town.asha.id, sent.message_id)
    assert sent.has_protected_content
    assert edited.has_protected_content
    assert edited.edit_date


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"callback_data": "x" * 65}, "BUTTON_DATA_INVALID"),
        ({"callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"copy_text": {"text": "x" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"url": "tel:+447700900123"},
            "inline keyboard button URL 'tel:+447700900123' is invalid: "
            "Unsupported URL protocol",
        ),
        (
            {},
            "can't parse inline keyboard button: "
            "Text buttons are unallowed in the inline keyboard",
        ),
    ],
)
async def test_buttons_have_limits(town: Town, button: dict, reason: str) -> None:
    rows = {"inline_keyboard": [[{"text": "Go", **button}]]}
    answer = await town.refused(
        "sendMessage", chat_id=town.asha.id, text="x", reply_markup=rows
    )
    assert answer == f"Bad Request: {reason}"


async def test_every_kind_of_button_is_read_by_both(town: Town) -> None:
    rows = [
        [{"text": "Voted", "callback_data": "v", "style": "success"}],
        [{"text": "Copy", "copy_text": {"text": "07700 900123"}}],
        [{"text": "Write", "url": "https://wa.me/447700900123?text=Hello%20you"}],
    ]
    answer = await town.ask(
        "sendMessage",
        chat_id=town.asha.id,
        text="x",
        reply_markup={"inline_keyboard": rows},
    )
    second = reader.read("Message", answer["result"]).reply_markup
    first = telegram.Message.de_json(answer["result"], town.line).reply_markup
    assert second.inline_keyboard[0][0].style == "success"
    assert first.inline_keyboard[1][0].copy_text.text == "07700 900123"
