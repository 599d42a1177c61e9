"""Presses of buttons: cards and panels are found by the key they carry."""

from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler

from bot.handlers import bot_house
from bot.usecases.entry import button_routes


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Every press goes the same way."""
    application.add_handler(CallbackQueryHandler(press))


async def press(update: Update, context: bot_house.Context) -> None:
    """Take a press: the store tells whose button it is and what it does."""
    await bot_house.act(update, context, button_routes.resolve)


def names() -> list[str]:
    """Name the rows of the permission table that buttons need."""
    return [
        "card",
        "pin",
        "expired",
        *(f"press {action}" for action in button_routes.PANELS),
    ]
