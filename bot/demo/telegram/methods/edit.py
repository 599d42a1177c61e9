"""Edit, delete and pin messages of a chat."""

from datetime import timedelta

from bot.demo.telegram import api_json, refusals
from bot.demo.telegram.methods import content, reach
from bot.demo.telegram.models import Chat, Json, Message
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import Change, World

DELETABLE = timedelta(hours=48)  # core.telegram.org/bots/api#deletemessage
MOST_DELETED_AT_ONCE = 100


def apply(world: World, message: Message, parts: Json) -> Message:
    """Change a message; Telegram refuses a change that changes nothing."""
    if all(getattr(message, name) == value for name, value in parts.items()):
        raise refusals.bad(refusals.NOT_MODIFIED)
    message.earlier.append(message.text or "")
    for name, value in parts.items():
        setattr(message, name, value)
    message.edited = world.clock()
    world.tell(Change("message", message))
    return message


def _edit(world: World, message: Message, parts: Json) -> Json:
    return api_json.message(apply(world, message, parts))


def edit_message_text(world: World, params: Params) -> Json:
    """Change the words; buttons not named again are gone."""
    message = reach.own_message(world, params)
    if message.file:
        raise refusals.bad("there is no text in the message to edit")
    parts = content.words(params) | {"keyboard": content.keyboard(params)}
    return _edit(world, message, parts)


def edit_message_caption(world: World, params: Params) -> Json:
    """Change the words under a file."""
    message = reach.own_message(world, params)
    if not message.file:
        raise refusals.bad("there is no caption in the message to edit")
    parts = content.caption(params) | {"keyboard": content.keyboard(params)}
    return _edit(world, message, parts)


def edit_message_media(world: World, params: Params) -> Json:
    """Another picture or file."""
    message = reach.own_message(world, params)
    parts = content.media(world, params) | {"keyboard": content.keyboard(params)}
    return _edit(world, message, parts)


def edit_message_reply_markup(world: World, params: Params) -> Json:
    """Other buttons, or none."""
    message = reach.own_message(world, params)
    return _edit(world, message, {"keyboard": content.keyboard(params)})


def _may_delete(world: World, chat: Chat, message: Message) -> None:
    place = chat.member(world.bot)
    if "can_delete_messages" in place.rights and chat.kind == "supergroup":
        return
    if world.clock() - message.date > DELETABLE:
        raise refusals.bad("message can't be deleted for everyone")
    mine = message.sender is world.bot or chat.kind == "private"
    if not mine and "can_delete_messages" not in place.rights:
        raise refusals.bad("message can't be deleted")


def _delete(world: World, chat: Chat, message_id: int) -> None:
    message = chat.message(message_id)
    if message is None:
        raise refusals.bad(refusals.MESSAGE_TO_DELETE_NOT_FOUND)
    _may_delete(world, chat, message)
    message.deleted = True
    world.tell(Change("message", message))


def delete_message(world: World, params: Params) -> bool:
    """Take one message away, for everybody."""
    _delete(world, reach.chat(world, params), params.number("message_id"))
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Take several away; those that are gone already are passed over."""
    chat = reach.chat(world, params)
    ids = params.json("message_ids", [])
    if not 1 <= len(ids) <= MOST_DELETED_AT_ONCE:
        raise refusals.bad("message identifiers are not specified")
    for message_id in ids:
        if chat.message(int(message_id)):
            _delete(world, chat, int(message_id))
    return True


def _to_pin(world: World, chat: Chat, message_id: int) -> Message:
    place = chat.member(world.bot)
    if chat.is_group and "can_pin_messages" not in place.rights:
        raise refusals.bad("not enough rights to manage pinned messages in the chat")
    message = chat.message(message_id)
    if message is None:
        raise refusals.bad("message to pin not found")
    return message


def pin_chat_message(world: World, params: Params) -> bool:
    """Pin a message; groups show a line about it."""
    chat = reach.chat(world, params)
    message = _to_pin(world, chat, params.number("message_id"))
    if message not in chat.pinned:
        chat.pinned.append(message)
        line = {"pinned_message": api_json.message(message, with_reply=False)}
        world.offer(world.post(chat, world.bot, service=line))
    return True


def unpin_chat_message(world: World, params: Params) -> bool:
    """Unpin one message, or the newest pinned one."""
    chat = reach.chat(world, params)
    newest = chat.pinned[-1].id if chat.pinned else 0
    message = _to_pin(world, chat, params.number("message_id", newest))
    if message in chat.pinned:
        chat.pinned.remove(message)
    world.tell(Change("places"))
    return True


def unpin_all_chat_messages(world: World, params: Params) -> bool:
    """Unpin everything."""
    reach.chat(world, params).pinned.clear()
    world.tell(Change("places"))
    return True


def set_message_reaction(world: World, params: Params) -> bool:
    """Put an emoji under a message, or take it away."""
    chat = reach.chat(world, params)
    message = chat.message(params.number("message_id"))
    if message is None:
        raise refusals.bad("message to react not found")
    message.reactions[world.bot.id] = params.json("reaction", [])
    world.tell(Change("message", message))
    return True
