"""getMe, getChat, getChatMember and the like."""

from bot.demo.telegram import api_json, refusals
from bot.demo.telegram.groups import Groups
from bot.demo.telegram.methods import content, reach
from bot.demo.telegram.models import Chat, Json
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import World


def get_me(world: World, _params: Params) -> Json:
    """Who the bot is."""
    return api_json.person(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


def _inside(world: World, params: Params) -> Chat:
    """Find a chat whose members the bot may look at."""
    chat = reach.known_chat(world, params)
    return chat if chat.person else reach.chat(world, params)


def get_chat(world: World, params: Params) -> Json:
    """Everything about a chat."""
    chat = _inside(world, params)
    shape = api_json.chat(chat)
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription")
    gift_types = dict.fromkeys((*gifts, "gifts_from_channels"), False)
    shape |= {"accent_color_id": 0, "max_reaction_count": 11}
    shape["accepted_gift_types"] = gift_types
    if chat.pinned:
        shape["pinned_message"] = api_json.message(chat.pinned[-1])
    return shape


def get_chat_member(world: World, params: Params) -> Json:
    """One person's place in a chat."""
    chat = _inside(world, params)
    return api_json.member(chat.member(reach.person(world, params)))


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Those who run a chat."""
    chat = _inside(world, params)
    if chat.person:
        raise refusals.bad("there are no administrators in the private chat")
    return [api_json.member(m) for m in chat.members.values() if m.administers]


def get_chat_member_count(world: World, params: Params) -> int:
    """How many are in a chat."""
    chat = _inside(world, params)
    return sum(member.present for member in chat.members.values())


def get_file(world: World, params: Params) -> Json:
    """Where a file can be fetched from."""
    file = world.files.get(params.text("file_id"))
    if file is None:
        raise refusals.bad("invalid file_id")
    if len(file.content) > content.MOST_DOWNLOAD:
        raise refusals.bad("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": len(file.content),
        "file_path": file.path,
    }


def leave_chat(world: Groups, params: Params) -> bool:
    """Let the bot go out of a group."""
    chat = reach.chat(world, params)
    if chat.person:
        raise refusals.bad("chat member status can't be changed in private chats")
    world.leave(world.bot, chat)
    return True
