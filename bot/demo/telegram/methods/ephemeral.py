"""Messages in a group for one person only (Bot API 10.2 and 10.3)."""

from datetime import datetime, timedelta

from bot.demo.telegram import refusals
from bot.demo.telegram.methods import content, reach
from bot.demo.telegram.methods.edit import apply
from bot.demo.telegram.models import Chat, Json, Message, Person
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import Change, Query, World

ANY_BOT_MAY_ANSWER = timedelta(seconds=15)
NOT_FOUND = "MESSAGE_ID_INVALID"


def addressing(world: World, chat: Chat, params: Params) -> Json:
    """Whom an ephemeral message is for; nothing for an ordinary one."""
    wanted: Json = params.json("ephemeral_message_parameters")
    if not wanted:
        return {}
    if not chat.is_group:
        raise refusals.bad("PEER_ID_INVALID")
    receiver = reach.person(world, Params(wanted), "receiver_user_id")
    if not chat.member(receiver).present:
        raise refusals.bad("USER_NOT_PARTICIPANT")
    query = world.queries.get(str(wanted.get("callback_query_id", "")))
    asked = _pressed(world, chat, receiver, query) or _typed(
        world, chat, receiver, params
    )
    if not asked and not chat.member(world.bot).administers:
        raise refusals.bad("BOT_NOT_ADMIN")
    parts: Json = {"receiver": receiver, "ephemeral_id": world.next_ephemeral_id()}
    if query and wanted.get("replace_callback_query_message"):
        parts["replaces"] = query.message
    return parts


def _recent(world: World, at: datetime) -> bool:
    return world.clock() - at <= ANY_BOT_MAY_ANSWER


def _pressed(world: World, chat: Chat, receiver: Person, query: Query | None) -> bool:
    """Whether this answers the receiver's own press, soon enough."""
    if query is None or query.message.chat is not chat:
        return False
    return query.person is receiver and _recent(world, query.at)


def _typed(world: World, chat: Chat, receiver: Person, params: Params) -> bool:
    """Whether this answers the receiver's own ephemeral command, soon enough."""
    replied = params.json("reply_parameters", {}).get("ephemeral_message_id")
    command = chat.ephemeral(int(replied)) if replied else None
    if command is None:
        return False
    return command.sender is receiver and _recent(world, command.date)


def _found(world: World, params: Params) -> Message:
    chat = reach.chat(world, params)
    receiver = reach.person(world, params, "receiver_user_id")
    message = chat.ephemeral(params.number("ephemeral_message_id"))
    if message is None or message.sender is not world.bot:
        raise refusals.bad(NOT_FOUND)
    if message.receiver is not receiver:
        raise refusals.bad(NOT_FOUND)
    return message


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
