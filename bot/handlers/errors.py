"""What goes wrong in a handler is kept, so that the update is not acknowledged."""

from typing import Any

from telegram import Update
from telegram.ext import Application

from bot.handlers import bot_house


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """PTB swallows what handlers raise; this hands it back to the fetch loop."""
    application.add_error_handler(keep)


async def keep(update: object, context: bot_house.Context) -> None:
    """Keep the error under the update's id."""
    if isinstance(update, Update) and context.error is not None:
        bot_house.of(context).failed[update.update_id] = context.error
