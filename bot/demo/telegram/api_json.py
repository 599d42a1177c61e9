"""Write people, chats, messages and files as Bot API 10.3 does, in JSON."""

from bot.demo.telegram.models import (
    ANONYMOUS_ADMIN,
    Chat,
    File,
    Json,
    Member,
    Message,
    Person,
)

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)


def person(who: Person) -> Json:
    """Shape a User."""
    shape: Json = {"id": who.id, "is_bot": who.is_bot, "first_name": who.first_name}
    if who.last_name:
        shape["last_name"] = who.last_name
    if who.username:
        shape["username"] = who.username
    if not who.is_bot:
        shape["language_code"] = who.language
    return shape


def chat(where: Chat) -> Json:
    """Shape a Chat."""
    shape: Json = {"id": where.id, "type": where.kind}
    if where.person:
        names = person(where.person)
        kept = ("first_name", "last_name", "username")
        return shape | {key: names[key] for key in kept if key in names}
    shape["title"] = where.title
    if where.forum:
        shape["is_forum"] = True
    return shape


def member(place: Member) -> Json:
    """Shape a ChatMember, with every flag of its kind."""
    shape: Json = {"user": person(place.person), "status": place.status}
    if place.status == "creator":
        shape["is_anonymous"] = False
    if place.status == "administrator":
        shape |= {"can_be_edited": False, "is_anonymous": False}
        shape |= {right: right in place.rights for right in RIGHTS}
        shape["can_manage_chat"] = True
    if place.status == "kicked":
        shape["until_date"] = 0
    return shape


def document(file: File) -> Json:
    """Shape a Document."""
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_name": file.name,
        "mime_type": file.mime,
        "file_size": len(file.content),
    }


def photo(file: File) -> list[Json]:
    """Shape the one size of a photo that the stand-in keeps."""
    return [
        {
            "file_id": file.id,
            "file_unique_id": f"u{file.id}",
            "width": file.width,
            "height": file.height,
            "file_size": len(file.content),
        }
    ]


def _sender(message: Message) -> Json:
    shape: Json = {}
    if message.sender_chat and message.chat.is_group:
        shape["from"] = {
            "id": ANONYMOUS_ADMIN,
            "is_bot": True,
            "first_name": "Group",
            "username": "GroupAnonymousBot",
        }
    elif message.sender and message.chat.kind != "channel":
        shape["from"] = person(message.sender)
    if message.sender_chat:
        shape["sender_chat"] = chat(message.sender_chat)
    return shape


def _content(message: Message) -> Json:
    shape: Json = dict(message.service)
    if message.photo:
        shape["photo"] = photo(message.photo)
    if message.document:
        shape["document"] = document(message.document)
    if message.album:
        shape["media_group_id"] = message.album
    words = "caption" if message.file else "text"
    if message.text:
        shape[words] = message.text
        if message.entities:
            shape["caption_entities" if message.file else "entities"] = message.entities
    return shape


def _marks(message: Message) -> Json:
    shape: Json = {}
    if message.edited:
        shape["edit_date"] = int(message.edited.timestamp())
    if message.protected:
        shape["has_protected_content"] = True
    if message.thread:
        shape |= {"message_thread_id": message.thread, "is_topic_message": True}
    if message.origin:
        shape["forward_origin"] = message.origin
    if message.keyboard:
        shape["reply_markup"] = {"inline_keyboard": message.keyboard}
    if message.ephemeral_id:
        shape["ephemeral_message_id"] = message.ephemeral_id
    if message.receiver:
        shape["receiver_user"] = person(message.receiver)
    return shape


def message(what: Message, with_reply: bool = True) -> Json:
    """Shape a Message; what it replies to is shown one step deep."""
    shape: Json = {
        "message_id": what.id,
        "date": int(what.date.timestamp()),
        "chat": chat(what.chat),
    }
    shape |= _sender(what) | _content(what) | _marks(what)
    if with_reply and what.reply_to and not what.reply_to.deleted:
        shape["reply_to_message"] = message(what.reply_to, with_reply=False)
    return shape


def inaccessible(what: Message) -> Json:
    """Shape a message that is gone, as a button press still names it."""
    return {"chat": chat(what.chat), "message_id": what.id, "date": 0}
