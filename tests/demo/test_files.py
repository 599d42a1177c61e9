"""Photos and documents, there and back."""

import struct

import pytest
import telegram
from telegram.error import BadRequest

from tests.demo.wire import Town

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 320) + b"\x08\x02\0\0\0"
)


async def test_a_document_from_a_person_can_be_fetched(town: Town) -> None:
    town.send_document(town.asha, town.asha, "list.csv", b"a,b\n", "the list")
    (update,) = await town.line.get_updates()
    file = await update.message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == b"a,b\n"
    assert (update.message.caption, update.message.document.file_name) == (
        "the list",
        "list.csv",
    )


async def test_a_document_from_the_bot_keeps_its_bytes(town: Town) -> None:
    content = bytes(range(256))
    await town.line.send_document(
        town.asha.id,
        content,
        filename="shares.xlsx",
        caption="<b>10</b>",
        parse_mode="HTML",
    )
    message = town.last(town.asha)
    assert (message.document.content, message.document.name) == (content, "shares.xlsx")
    assert message.text == "10"


async def test_a_photo_has_its_measures(town: Town) -> None:
    sent = await town.line.send_photo(town.asha.id, PNG, caption="Turnout")
    assert (sent.photo[0].width, sent.photo[0].height) == (640, 320)


async def test_what_is_no_picture_is_no_photo(town: Town) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await town.line.send_photo(town.asha.id, b"plain words")


async def test_captions_have_their_own_limit(town: Town) -> None:
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await town.line.send_photo(town.asha.id, PNG, caption="x" * 1025)


async def test_captions_and_media_are_edited_by_their_own_methods(town: Town) -> None:
    sent = await town.line.send_photo(town.asha.id, PNG, caption="Monday")
    place = {"chat_id": town.asha.id, "message_id": sent.message_id}
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await town.line.edit_message_text("x", **place)
    await town.line.edit_message_caption(caption="Tuesday", **place)
    assert town.last(town.asha).text == "Tuesday"
    await town.line.edit_message_media(telegram.InputMediaPhoto(PNG + b"2"), **place)
    assert town.last(town.asha).photo.content == PNG + b"2"


async def test_a_file_already_sent_goes_again_by_its_id(town: Town) -> None:
    sent = await town.line.send_document(town.asha.id, b"x", filename="a.csv")
    again = await town.line.send_document(town.group.id, sent.document.file_id)
    assert again.document.file_id == sent.document.file_id


async def test_large_files_cannot_be_fetched(town: Town) -> None:
    town.send_document(town.asha, town.asha, "big.bin", bytes(20 * 1024 * 1024 + 1))
    (update,) = await town.line.get_updates()
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()
