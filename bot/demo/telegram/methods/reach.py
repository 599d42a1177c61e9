"""Find the chat and the message that a request names, or refuse."""

from bot.demo.telegram import refusals
from bot.demo.telegram.models import Chat, Message, Person
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import World


def known_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """Find a chat the bot has met."""
    chat_id = params.text(name)
    if not chat_id:
        raise refusals.bad("chat_id is empty")
    try:
        chat = world.chats.get(int(chat_id))
    except ValueError:
        chat = None
    if chat is None or (chat.person and not world.knows(chat.person)):
        raise refusals.bad(refusals.CHAT_NOT_FOUND)
    if world.bot.id not in chat.members:
        raise refusals.bad(refusals.CHAT_NOT_FOUND)
    return chat


def chat(world: World, params: Params) -> Chat:
    """Find a chat the bot may write in now."""
    where = known_chat(world, params)
    if where.migrated_to:
        raise refusals.migrated(where.migrated_to.id)
    if where.person:
        if where.person.blocked:
            raise refusals.forbidden("bot was blocked by the user")
        if not where.person.started:
            raise refusals.forbidden("bot can't initiate conversation with a user")
        return where
    place = where.member(world.bot)
    if place.status == "kicked":
        raise refusals.forbidden(f"bot was kicked from the {where.kind} chat")
    if not place.present:
        raise refusals.forbidden(f"bot is not a member of the {where.kind} chat")
    return where


def person(world: World, params: Params, name: str = "user_id") -> Person:
    """Somebody by their id, the bot included."""
    wanted = params.number(name)
    if wanted == world.bot.id:
        return world.bot
    if wanted not in world.people:
        raise refusals.bad("PARTICIPANT_ID_INVALID")
    return world.people[wanted]


def own_message(world: World, params: Params) -> Message:
    """Find a message of the bot that is to be edited."""
    where = chat(world, params)
    message = where.message(params.number("message_id"))
    if message is None:
        raise refusals.bad(refusals.MESSAGE_TO_EDIT_NOT_FOUND)
    if message.sender is not world.bot:
        raise refusals.bad("message can't be edited")
    return message
