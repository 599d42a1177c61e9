"""Make the Bot API call of each kind of row."""

from typing import Any, assert_never

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    InputMediaDocument,
    InputMediaPhoto,
)

from bot.delivery import request
from bot.delivery.send import call_endings, keyboards
from bot.delivery.send.row_kinds import RowKind
from bot.texts import messages
from bot.texts.team import menus
from storage.outbox import outbox_entry

HTML = "HTML"


async def make(
    bot: Bot, entry: outbox_entry.Entry, rendered: messages.Rendered | None
) -> call_endings.Ending:
    """Make the call and return how it ended; raises nothing but cancellation."""
    try:
        return call_endings.Sent(await _call(bot, entry, rendered))
    except Exception as error:
        return call_endings.of(error, entry.kind)


async def _call(
    bot: Bot, entry: outbox_entry.Entry, rendered: messages.Rendered | None
) -> int | None:
    chat, options = entry.chat_id, entry.options
    match RowKind(entry.kind):
        case RowKind.DELETE:
            await bot.delete_message(chat, options["message_id"])
        case RowKind.LEAVE:
            await bot.leave_chat(chat)
        case RowKind.MENU:
            rows = [BotCommand(*row) for row in menus.of(options["role"])]
            await bot.set_my_commands(rows, scope=BotCommandScopeChat(chat))
        case RowKind.ANSWER:
            await _answer(bot, options, rendered)
        case RowKind.EDIT:
            await _edit(bot, chat, options["message_id"], rendered)
            return int(options["message_id"])
        case RowKind.CARD | RowKind.SEND if entry.message_id is not None:
            await _edit(bot, chat, entry.message_id, rendered)
            return entry.message_id
        case RowKind.CARD | RowKind.SEND:
            return await _send(bot, entry, rendered)
    return None


async def _answer(
    bot: Bot, options: outbox_entry.Options, rendered: messages.Rendered | None
) -> None:
    words = rendered.text if isinstance(rendered, messages.Message) else ""
    asked = {
        "callback_query_id": options["callback_id"],
        "text": words or None,
        "show_alert": options.get("alert"),
        "url": options.get("url"),
    }
    await request.call(bot, "answerCallbackQuery", asked)


async def _send(
    bot: Bot, entry: outbox_entry.Entry, rendered: messages.Rendered | None
) -> int:
    match rendered:
        case messages.Message(text, buttons):
            asked = {
                **_addressed(entry),
                "text": text,
                "reply_markup": keyboards.keyboard(buttons),
                "protect_content": rendered.protected,
                "link_preview_options": {"is_disabled": True},
            }
            return int((await request.call(bot, "sendMessage", asked))["message_id"])
        case messages.Picture(content, caption, buttons):
            sent = await bot.send_photo(
                photo=content,
                caption=caption,
                reply_markup=keyboards.markup(buttons),
                **_file_addressed(entry),
            )
            return sent.message_id
        case messages.Document(content, filename, caption, buttons):
            sent = await bot.send_document(
                document=content,
                filename=filename,
                caption=caption,
                reply_markup=keyboards.markup(buttons),
                **_file_addressed(entry),
            )
            return sent.message_id
        case None:
            raise ValueError("a new message without words")
        case _:
            assert_never(rendered)


def _addressed(entry: outbox_entry.Entry) -> dict[str, Any]:
    """Return the parameters that every kind of message shares."""
    options = entry.options
    addressed: dict[str, Any] = {
        "chat_id": entry.chat_id,
        "disable_notification": entry.silent,
        "message_thread_id": options.get("thread"),
        "parse_mode": HTML,
    }
    if reply_to := options.get("reply_to"):
        reply = {"message_id": reply_to, "allow_sending_without_reply": True}
        addressed["reply_parameters"] = reply
    if receiver := options.get("receiver"):
        addressed |= _ephemeral(receiver, options.get("reply_to_ephemeral"))
    return addressed


def _file_addressed(entry: outbox_entry.Entry) -> dict[str, Any]:
    """Return the same as python-telegram-bot takes it with a file."""
    return {"chat_id": entry.chat_id, "api_kwargs": _addressed(entry)}


def _ephemeral(receiver: int, reply_to: int | None) -> dict[str, Any]:
    """Show a message to one person only (Bot API 10.3); older servers ignore this."""
    asked = {"ephemeral_message_parameters": {"receiver_user_id": receiver}}
    if reply_to is None:
        return asked
    return {**asked, "reply_parameters": {"ephemeral_message_id": reply_to}}


async def _edit(
    bot: Bot, chat: int, message_id: int, rendered: messages.Rendered | None
) -> None:
    match rendered:
        case messages.Message(text, buttons):
            asked = {
                "text": text,
                "chat_id": chat,
                "message_id": message_id,
                "parse_mode": HTML,
                "reply_markup": keyboards.keyboard(buttons),
                "link_preview_options": {"is_disabled": True},
            }
            await request.call(bot, "editMessageText", asked)
        case messages.Picture(content, caption, buttons):
            picture = InputMediaPhoto(content, caption, HTML)
            await bot.edit_message_media(
                picture, chat, message_id, reply_markup=keyboards.markup(buttons)
            )
        case messages.Document(content, filename, caption, buttons):
            document = InputMediaDocument(content, caption, HTML, filename=filename)
            await bot.edit_message_media(
                document, chat, message_id, reply_markup=keyboards.markup(buttons)
            )
        case None:
            raise ValueError("an edit without words")
        case _:
            assert_never(rendered)
