"""The methods of the Bot API that the stand-in serves, by name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.demo.telegram.groups import Groups
from bot.demo.telegram.methods import (
    answering,
    editing,
    ephemeral,
    reading,
    sending,
    settings,
    updates,
)
from bot.demo.telegram.params import Params

Method = Callable[[Groups, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": reading.get_me,
    "getChat": reading.get_chat,
    "getChatMember": reading.get_chat_member,
    "getChatAdministrators": reading.get_chat_administrators,
    "getChatMemberCount": reading.get_chat_member_count,
    "getFile": reading.get_file,
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "answerCallbackQuery": answering.answer_callback_query,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "unpinAllChatMessages": editing.unpin_all_chat_messages,
    "setMessageReaction": editing.set_message_reaction,
    "editEphemeralMessageText": ephemeral.edit_text,
    "editEphemeralMessageCaption": ephemeral.edit_caption,
    "editEphemeralMessageMedia": ephemeral.edit_media,
    "editEphemeralMessageReplyMarkup": ephemeral.edit_reply_markup,
    "deleteEphemeralMessage": ephemeral.delete,
    "leaveChat": reading.leave_chat,
    "setMyCommands": settings.set_my_commands,
    "getMyCommands": settings.get_my_commands,
    "deleteMyCommands": settings.delete_my_commands,
    "setMyName": partial(settings.keep, "name"),
    "getMyName": partial(settings.kept, "name"),
    "setMyDescription": partial(settings.keep, "description"),
    "getMyDescription": partial(settings.kept, "description"),
    "setMyShortDescription": partial(settings.keep, "short_description"),
    "getMyShortDescription": partial(settings.kept, "short_description"),
}
BY_LOWER_NAME = {name.lower(): method for name, method in METHODS.items()}
