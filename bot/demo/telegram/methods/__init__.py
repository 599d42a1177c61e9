"""The methods of the Bot API that the stand-in serves, by name."""

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.demo.telegram.groups import Groups
from bot.demo.telegram.methods import (
    answer_callback,
    edit,
    ephemeral,
    get,
    send,
    settings,
    updates,
)
from bot.demo.telegram.params import Params

Method = Callable[[Groups, Params], Any]

METHODS: dict[str, Method] = {
    "getMe": get.get_me,
    "getChat": get.get_chat,
    "getChatMember": get.get_chat_member,
    "getChatAdministrators": get.get_chat_administrators,
    "getChatMemberCount": get.get_chat_member_count,
    "getFile": get.get_file,
    "getUpdates": updates.get_updates,
    "setWebhook": updates.set_webhook,
    "deleteWebhook": updates.delete_webhook,
    "getWebhookInfo": updates.get_webhook_info,
    "sendMessage": send.send_message,
    "sendPhoto": send.send_photo,
    "sendDocument": send.send_document,
    "sendChatAction": send.send_chat_action,
    "answerCallbackQuery": answer_callback.answer_callback_query,
    "editMessageText": edit.edit_message_text,
    "editMessageCaption": edit.edit_message_caption,
    "editMessageMedia": edit.edit_message_media,
    "editMessageReplyMarkup": edit.edit_message_reply_markup,
    "deleteMessage": edit.delete_message,
    "deleteMessages": edit.delete_messages,
    "pinChatMessage": edit.pin_chat_message,
    "unpinChatMessage": edit.unpin_chat_message,
    "unpinAllChatMessages": edit.unpin_all_chat_messages,
    "setMessageReaction": edit.set_message_reaction,
    "editEphemeralMessageText": ephemeral.edit_text,
    "editEphemeralMessageCaption": ephemeral.edit_caption,
    "editEphemeralMessageMedia": ephemeral.edit_media,
    "editEphemeralMessageReplyMarkup": ephemeral.edit_reply_markup,
    "deleteEphemeralMessage": ephemeral.delete,
    "leaveChat": get.leave_chat,
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
