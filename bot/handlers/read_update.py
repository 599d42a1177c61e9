"""Read a Telegram update as an arrival."""

import re

from telegram import Chat, Message, Update, User

from bot.rules.arrivals import Arrival, Document, UpdateKind

HIDDEN = {1087968824, 136817688, 777000}
"""Accounts Telegram gives as sender for people who post as a group or a channel."""


def arrival(update: Update) -> Arrival | None:
    """Read the update as a value; None where there is no chat to act in."""
    query, message = update.callback_query, update.effective_message
    chat = update.effective_chat
    if chat is None:
        return None
    found = message if isinstance(message, Message) else None
    reply = found.reply_to_message if found else None
    user = update.effective_user
    ephemeral = found.api_kwargs.get("ephemeral_message_id") if found else None
    return Arrival(
        update_id=update.update_id,
        kind=_kind(update, found),
        chat_id=chat.id,
        private=chat.type == Chat.PRIVATE,
        sender=_sender(update, found),
        anonymous=bool(found and not query and found.sender_chat == chat),
        sender_name=user.full_name if user else "",
        language=_language(user),
        chat_kind=chat.type,
        words=(found.text or found.caption or "") if found and not query else "",
        message_id=message.message_id if message else None,
        thread=found.message_thread_id if found and found.is_topic_message else None,
        reply_to=reply.message_id if reply else None,
        callback_id=query.id if query else None,
        data=query.data if query else None,
        guest=bool(found and found.guest_query_id),
        ephemeral_id=ephemeral,
        document=_document(found) if not query else None,
        album=found.media_group_id if found and not query else None,
        sent_at=(found.edit_date or found.date) if found and not query else None,
        answered_words=(reply.text or "") if reply and query else "",
        answered_at=(reply.edit_date or reply.date) if reply and query else None,
    )


def _language(user: User | None) -> str:
    """Read the language of somebody's Telegram without the country: "cy" of "cy-GB"."""
    tag = (user.language_code or "").lower() if user else ""
    language = re.match(r"[a-z]{2,3}(?![a-z])", tag)
    return language.group() if language else ""


def _document(message: Message | None) -> Document | None:
    """Read the file attached to a message."""
    found = message.document if message else None
    if found is None:
        return None
    return Document(found.file_id, found.file_name or "", found.file_size or 0)


def _kind(update: Update, message: Message | None) -> UpdateKind:
    if update.callback_query:
        return UpdateKind.BUTTON
    if update.edited_message or update.edited_channel_post:
        return UpdateKind.EDITED
    return (
        UpdateKind.FORWARDED if message and message.forward_origin else UpdateKind.NEW
    )


def _sender(update: Update, message: Message | None) -> int | None:
    """Read the sender's id; None for bots and for people who post as a chat (S18)."""
    user = update.effective_user
    if user is None or user.is_bot or user.id in HIDDEN:
        return None
    spoke_as_chat = message and message.sender_chat and not update.callback_query
    return None if spoke_as_chat else user.id
