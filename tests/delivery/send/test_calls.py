"""Plain messages, pictures, documents and buttons become Telegram's."""

import struct
import zlib

from bot.delivery.send import call_endings, calls, keyboards
from bot.delivery.send.row_kinds import RowKind
from bot.texts import messages
from storage.outbox import outbox_entry
from tests.delivery.rig import Rig


def png() -> bytes:
    """The smallest picture there is."""

    def part(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b"")


def entry(rig: Rig, kind: str, chat: int, **options: object) -> outbox_entry.Entry:
    now = rig.clock.now()
    return outbox_entry.Entry(1, chat, kind, {}, options, now, now)


async def test_a_picture_goes_with_caption_and_buttons(rig: Rig) -> None:
    rows = ((messages.Press("Next", "key:next"),),)
    said = messages.Picture(png(), "Turnout <b>band</b>", rows)
    await calls.make(rig.bot, entry(rig, RowKind.SEND, rig.asha.id), said)
    message = rig.town.last(rig.asha)
    assert message.photo is not None
    assert (message.text, message.buttons[0]["text"]) == ("Turnout band", "Next")


async def test_a_picture_is_edited_into_another(rig: Rig) -> None:
    first = messages.Picture(png(), "one")
    sent = await calls.make(rig.bot, entry(rig, RowKind.SEND, rig.asha.id), first)
    assert isinstance(sent, call_endings.Sent)
    row = entry(rig, RowKind.EDIT, rig.asha.id, message_id=sent.message_id)
    await calls.make(rig.bot, row, messages.Picture(png(), "two"))
    assert rig.texts(rig.asha) == ["two"]


async def test_a_document_keeps_its_name(rig: Rig) -> None:
    said = messages.Document(b"a,b", "share.csv", "Your share")
    await calls.make(rig.bot, entry(rig, RowKind.SEND, rig.asha.id), said)
    assert rig.town.last(rig.asha).document.name == "share.csv"


async def test_a_press_is_answered_in_plain_text(rig: Rig) -> None:
    rows = ((messages.Press("Voted", "key:voted", messages.Style.SUCCESS),),)
    said = messages.Message("Card", rows)
    await calls.make(rig.bot, entry(rig, RowKind.SEND, rig.asha.id), said)
    query = rig.town.press(rig.asha, rig.town.last(rig.asha), "Voted")
    row = entry(rig, RowKind.ANSWER, rig.asha.id, callback_id=query)
    await calls.make(rig.bot, row, messages.Message("Saved"))
    assert rig.town.answers[query] == "Saved"


async def test_the_bot_leaves_a_group(rig: Rig) -> None:
    await calls.make(rig.bot, entry(rig, RowKind.LEAVE, rig.group.id), None)
    assert not rig.group.member(rig.town.bot).present


async def test_a_reply_to_a_gone_message_still_goes(rig: Rig) -> None:
    row = entry(rig, RowKind.SEND, rig.group.id, reply_to=999)
    ending = await calls.make(rig.bot, row, messages.Message("Sent to you"))
    assert isinstance(ending, call_endings.Sent)


async def test_an_edit_without_buttons_takes_the_old_ones_away(rig: Rig) -> None:
    rows = ((messages.Press("Voted", "key:voted"),),)
    opened = messages.Message("Card", rows)
    sent = await calls.make(rig.bot, entry(rig, RowKind.SEND, rig.asha.id), opened)
    assert isinstance(sent, call_endings.Sent)
    row = entry(rig, RowKind.EDIT, rig.asha.id, message_id=sent.message_id)
    await calls.make(rig.bot, row, messages.Message("S.P.: voted"))
    assert rig.town.last(rig.asha).buttons == []


def test_each_kind_of_button_becomes_telegrams() -> None:
    rows = (
        (messages.Press("Voted", "k", messages.Style.SUCCESS),),
        (messages.Link("Write", "https://wa.me/447700900123"),),
        (messages.Copy("Copy", "07700 900123"),),
    )
    keyboard = keyboards.markup(rows)
    assert keyboard is not None
    press, link, copy = (row[0] for row in keyboard.inline_keyboard)
    assert (press.callback_data, press.style) == ("k", "success")
    assert link.url == "https://wa.me/447700900123"
    assert copy.copy_text.text == "07700 900123"


def test_no_buttons_are_no_keyboard() -> None:
    assert keyboards.markup(((),)) is None
