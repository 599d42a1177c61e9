"""Commands and words: each name with the thing it does."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from sqlmodel import Session
from telegram import Update
from telegram.ext import Application, CommandHandler, MessageHandler, filters

from bot.handlers import house
from bot.rules.arrivals import Arrival
from bot.usecases import (
    gate,
    linking,
    mine,
    next_member,
    said,
    skipping,
    starting,
    stats,
    undoing,
)

Handler = Callable[[Update, house.Context], Coroutine[Any, Any, None]]
COMMANDS: Mapping[str, gate.UseCase] = {
    "start": starting.start,
    "help": starting.help_,
    "next": next_member.asked,
    "done": said.done,
    "skip": skipping.skip,
    "mine": mine.mine,
    "undo": undoing.undo_last,
    "stats": stats.stats,
    "link": linking.offer,
}
OTHER: Mapping[str, gate.UseCase] = {"words": said.words, "unknown": starting.unknown}


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Commands first, then words in private, last what nobody knows."""
    for name, use in COMMANDS.items():
        application.add_handler(CommandHandler(name, _does(name, use)))
    private = filters.ChatType.PRIVATE
    typed = filters.TEXT & ~filters.COMMAND & private
    application.add_handler(MessageHandler(typed, _does("words", said.words)))
    unknown = MessageHandler(
        filters.COMMAND & private, _does("unknown", starting.unknown)
    )
    application.add_handler(unknown)


def _does(name: str, use: gate.UseCase) -> Handler:
    def resolve(session: Session, arrival: Arrival) -> gate.Named:
        return name, use

    async def handler(update: Update, context: house.Context) -> None:
        await house.act(update, context, resolve)

    return handler
