"""Messages in a group for one person only (Bot API 10.2 and 10.3)."""

from datetime import timedelta
from typing import Any

from bot.demo.town import refusals
from bot.demo.town.methods import content, reach
from bot.demo.town.methods.editing import apply
from bot.demo.town.params import Params
from bot.demo.town.things import Chat, Json, Message
from bot.demo.town.world import Change, World

ANY_BOT_MAY_ANSWER = timedelta(seconds=15)
NOT_FOUND = "MESSAGE_ID_INVALID"


def addressing(world: World, chat: Chat, params: Params) -> Json:
    """Whom an ephemeral message is for; nothing for an ordinary one."""
    wanted: Any = params.json("ephemeral_message_parameters")
    if not wanted:
        return {}
    if not chat.is_group:
        raise refusals.bad("PEER_ID_INVALID")
    receiver = reach.person(world, Params(wanted), "receiver_user_id")
    if not chat.member(receiver).present:
        raise refusals.bad("USER_NOT_PARTICIPANT")
    if not chat.member(world.bot).administers and not _asked(
        world, chat, params, wanted
    ):
        raise refusals.bad("BOT_NOT_ADMIN")
    parts: Json = {"receiver": receiver, "ephemeral_id": world.next_ephemeral_id()}
    query = world.queries.get(str(wanted.get("callback_query_id", "")))
    if query and wanted.get("replace_callback_query_message"):
        parts["replaces"] = query.message
    return parts


def _asked(world: World, chat: Chat, params: Params, wanted: Any) -> bool:
    """Whether this answers the receiver's own press or command, soon enough."""
    oldest = world.clock() - ANY_BOT_MAY_ANSWER
    receiver_id = int(wanted["receiver_user_id"])
    query = world.queries.get(str(wanted.get("callback_query_id", "")))
    if query and query.message.chat is chat:
        return query.person.id == receiver_id and query.at >= oldest
    replied = params.json("reply_parameters", {}).get("ephemeral_message_id")
    return any(
        m.ephemeral_id == replied
        and m.sender is not None
        and m.sender.id == receiver_id
        and m.date >= oldest
        for m in chat.messages
        if replied
    )


def _found(world: World, params: Params) -> Message:
    chat = reach.chat(world, params)
    receiver = reach.person(world, params, "receiver_user_id")
    wanted = params.number("ephemeral_message_id")
    for message in chat.messages:
        mine = message.sender is world.bot and message.receiver is receiver
        if mine and message.ephemeral_id == wanted and not message.deleted:
            return message
    raise refusals.bad(NOT_FOUND)


def edit_text(world: World, params: Params) -> bool:
    """editEphemeralMessageText."""
    message = _found(world, params)
    parts = content.words(params) | {"keyboard": content.keyboard(params)}
    return bool(apply(world, message, parts))


def edit_caption(world: World, params: Params) -> bool:
    """editEphemeralMessageCaption."""
    message = _found(world, params)
    parts = content.caption(params) | {"keyboard": content.keyboard(params)}
    return bool(apply(world, message, parts))


def edit_media(world: World, params: Params) -> bool:
    """editEphemeralMessageMedia."""
    message = _found(world, params)
    parts = content.media(world, params) | {"keyboard": content.keyboard(params)}
    return bool(apply(world, message, parts))


def edit_reply_markup(world: World, params: Params) -> bool:
    """editEphemeralMessageReplyMarkup."""
    return bool(
        apply(world, _found(world, params), {"keyboard": content.keyboard(params)})
    )


def delete(world: World, params: Params) -> bool:
    """deleteEphemeralMessage."""
    message = _found(world, params)
    message.deleted = True
    world.tell(Change("message", message))
    return True
