"""sendMessage, sendPhoto, sendDocument, sendChatAction."""

from bot.demo.telegram import api_json, refusals
from bot.demo.telegram.methods import content, ephemeral, reach
from bot.demo.telegram.models import Chat, Json, Message
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import World

ACTIONS = (
    "typing",
    "upload_photo",
    "upload_document",
    "choose_sticker",
    "find_location",
)


def _send(world: World, params: Params, parts: Json) -> Json:
    chat = reach.chat(world, params)
    parts |= {
        "keyboard": content.keyboard(params),
        "reply_to": _replied(chat, params),
        "protected": params.flag("protect_content"),
        "silent": params.flag("disable_notification"),
        "thread": _thread(chat, params),
    }
    parts |= ephemeral.addressing(world, chat, params)
    return api_json.message(world.post(chat, world.bot, **parts))


def _replied(chat: Chat, params: Params) -> Message | None:
    wanted = params.json("reply_parameters", {})
    if "ephemeral_message_id" in wanted:
        return chat.ephemeral(int(wanted["ephemeral_message_id"]))
    message_id = wanted.get("message_id") or params.number("reply_to_message_id")
    found = chat.message(int(message_id)) if message_id else None
    lenient = wanted.get("allow_sending_without_reply")
    if message_id and found is None and not lenient:
        raise refusals.bad("message to be replied not found")
    return found


def _thread(chat: Chat, params: Params) -> int | None:
    thread = params.number("message_thread_id")
    if thread and not chat.forum:
        raise refusals.bad("message thread not found")
    return thread or None


def send_message(world: World, params: Params) -> Json:
    """Text, with or without buttons."""
    reach.chat(world, params)
    return _send(world, params, content.words(params))


def send_photo(world: World, params: Params) -> Json:
    """Send a picture with a caption."""
    reach.chat(world, params)
    photo = content.file(world, params, "photo")
    return _send(world, params, {"photo": photo} | content.caption(params))


def send_document(world: World, params: Params) -> Json:
    """Send a file with a caption."""
    reach.chat(world, params)
    document = content.file(world, params, "document")
    return _send(world, params, {"document": document} | content.caption(params))


def send_chat_action(world: World, params: Params) -> bool:
    """Show "typing" for a moment."""
    reach.chat(world, params)
    if params.text("action") not in ACTIONS:
        raise refusals.bad("wrong parameter action in request")
    return True
