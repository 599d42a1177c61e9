"""The bot's commands, name and descriptions."""

import json
import re

from bot.demo.telegram import refusals
from bot.demo.telegram.models import Chat, Json, Person
from bot.demo.telegram.params import Params
from bot.demo.telegram.world import Change, World

MOST_COMMANDS = 100  # core.telegram.org/bots/api#setmycommands
MOST_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
LENGTHS = {"name": 64, "description": 512, "short_description": 120}


def scope_key(kind: str, chat_id: object = "", user_id: object = "") -> str:
    """One scope as a key."""
    return ":".join(str(part) for part in (kind, chat_id, user_id) if part != "")


def _scope(params: Params) -> str:
    scope = params.json("scope") or {"type": "default"}
    key = scope_key(
        scope.get("type", ""), scope.get("chat_id", ""), scope.get("user_id", "")
    )
    return in_language(key, params.text("language_code"))


def in_language(key: str, code: str) -> str:
    """One scope for those whose Telegram is in this language."""
    return f"{key} {code}" if code else key


def set_my_commands(world: World, params: Params) -> bool:
    """Commands for one scope."""
    commands: list[Json] = params.json("commands", [])
    if len(commands) > MOST_COMMANDS:
        raise refusals.bad("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).lstrip("/")):
            raise refusals.bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= MOST_DESCRIPTION:
            raise refusals.bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope(params)] = commands
    world.tell(Change("places"))
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """List the commands of one scope."""
    return world.commands.get(_scope(params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """Back to the wider scope's commands."""
    world.commands.pop(_scope(params), None)
    world.tell(Change("places"))
    return True


def menu(world: World, chat: Chat, person: Person) -> list[Json]:
    """List the commands this person is shown here: the narrowest scope wins.

    core.telegram.org/bots/api#determining-list-of-commands
    """
    if chat.person:
        kinds = [scope_key("chat", chat.id), "all_private_chats", "default"]
    else:
        admin = chat.member(person).administers
        kinds = [
            scope_key("chat_member", chat.id, person.id),
            *([scope_key("chat_administrators", chat.id)] if admin else []),
            scope_key("chat", chat.id),
            *(["all_chat_administrators"] if admin else []),
            "all_group_chats",
            "default",
        ]
    keys = (one for key in kinds for one in (in_language(key, person.language), key))
    return next((world.commands[k] for k in keys if world.commands.get(k)), [])


def keep(name: str, world: World, params: Params) -> bool:
    """setMyName, setMyDescription, setMyShortDescription."""
    words = params.text(name)
    if len(words) > LENGTHS[name]:
        raise refusals.bad(f"BOT_{name.upper()}_TOO_LONG")
    world.about[json.dumps([name, params.text("language_code")])] = words
    world.tell(Change("places"))
    return True


def kept(name: str, world: World, params: Params) -> Json:
    """getMyName, getMyDescription, getMyShortDescription."""
    key = json.dumps([name, params.text("language_code")])
    default = world.bot.first_name if name == "name" else ""
    return {name: world.about.get(key, default)}
