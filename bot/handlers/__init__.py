"""TELEGRAM IN. Turn an update into an arrival and a use case, behind the gate."""

from typing import Any

from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Update,
    User,
)
from telegram.ext import Application

from bot.handlers import buttons, chat_changes, commands, dispatch
from bot.texts import languages
from bot.texts.team import menus

ALLOWED_UPDATES = [
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHAT_MEMBER,
]


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> list[str]:
    """Register all handlers in order; return the names the permission table needs."""
    commands.register(application)
    buttons.register(application)
    chat_changes.register(application)
    application.add_error_handler(dispatch.keep_error)
    return [*commands.COMMANDS, *commands.OTHER, *buttons.names()]


class Unsafe(Exception):
    """The bot's account is set up so that members' data could leak."""


def refuse_unsafe(account: User) -> None:
    """Raise Unsafe in inline or guest mode: both answer in any chat (S2, S17)."""
    if account.supports_inline_queries:
        raise Unsafe("Inline mode is on. Turn it off at BotFather: /setinline, Off.")
    if account.supports_guest_queries:
        raise Unsafe("Guest mode is on. Turn it off at BotFather: Bot Settings.")


async def say_commands(
    bot: Bot, catalogues: languages.Languages, *, ephemeral: bool = False
) -> None:
    """Set the command menus of private chats and groups, in each language.

    Telegram shows a command declared ephemeral to its sender and the bot only.
    """
    seen_by_two: dict[str, Any] = {"is_ephemeral": True} if ephemeral else {}
    for code in catalogues.codes:
        with catalogues.reading(code):
            private = [BotCommand(*row) for row in menus.private()]
            group = [BotCommand(*row, api_kwargs=seen_by_two) for row in menus.group()]
        told = None if code == languages.ENGLISH else code
        scopes = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
        for rows, scope in zip((private, group), scopes, strict=True):
            await bot.set_my_commands(rows, scope=scope, language_code=told)
