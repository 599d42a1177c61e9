"""TELEGRAM IN. Update in, ending out; the gate stands in every unit of work."""

from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Update,
)
from telegram.ext import Application

from bot.handlers import buttons, commands, errors, service
from bot.texts import menus

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
]


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> list[str]:
    """All handlers in their order; the names that need a row of the table."""
    commands.register(application)
    buttons.register(application)
    service.register(application)
    errors.register(application)
    return [*commands.COMMANDS, *commands.OTHER, *buttons.names()]


async def say_commands(bot: Bot) -> None:
    """The command menus of private chats and groups."""
    scopes = {
        BotCommandScopeAllPrivateChats(): menus.private(),
        BotCommandScopeAllGroupChats(): menus.group(),
    }
    for scope, rows in scopes.items():
        await bot.set_my_commands([BotCommand(*row) for row in rows], scope=scope)
