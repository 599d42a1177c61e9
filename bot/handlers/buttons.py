"""Button presses: the key in a button finds its card or panel."""

from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler

from bot.handlers import dispatch
from bot.usecases.entry import button_routes


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Register one handler for every press."""
    application.add_handler(CallbackQueryHandler(press))


async def press(update: Update, context: dispatch.Context) -> None:
    """Handle a press: the database tells whose button it is and what it does."""
    await dispatch.act(update, context, button_routes.resolve)


def names() -> list[str]:
    """Name the rows of the permission table that buttons need."""
    return [
        "card",
        "pin",
        "expired",
        *(f"press {action}" for action in button_routes.PANELS),
    ]
