"""Commands and words: each name with the thing it does."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, MessageHandler, filters

from bot.handlers import house
from bot.usecases import (
    answering,
    balloting,
    boxes,
    cases,
    closing,
    exporting,
    finding,
    freezing,
    gate,
    inviting,
    linking,
    lists_in,
    mine,
    next_member,
    passing_words,
    planning,
    posting,
    purging_now,
    said,
    scripts,
    sharing,
    skipping,
    starting,
    stats,
    teaming,
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
    "find": finding.find,
    "tell": passing_words.tell,
    "undo": undoing.undo_last,
    "script": scripts.script,
    "ask": boxes.ask,
    "feedback": boxes.feedback,
    "cases": cases.shown,
    "mute": posting.mute,
    "away": posting.away,
    "pledge": posting.pledge,
    "nudges": posting.plan,
    "ballot": balloting.ballot,
    "stats": stats.stats,
    "plan": planning.plan,
    "link": linking.offer,
    "invite": inviting.invite,
    "team": teaming.show,
    "freeze": freezing.freeze,
    "unfreeze": freezing.unfreeze,
    "close": closing.ask,
    "purge": purging_now.ask,
    "share": sharing.ask,
    "export": exporting.ask,
}
OF_CARD = ("done", "skip", "script")
"""These speak of the open card, in whichever ballot it is."""
OTHER = ("words", "answer", "unknown", "list", "other")
"""What comes without a command and needs a row of the table all the same."""


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Commands first, then words in private, last what nobody knows or can read."""
    for name, use in COMMANDS.items():
        does = _of_card(name, use) if name in OF_CARD else _does(name, use)
        application.add_handler(CommandHandler(name, does))
    private = filters.ChatType.PRIVATE
    typed = filters.TEXT & ~filters.COMMAND & private
    application.add_handler(MessageHandler(typed, _resolved(answering.resolve)))
    sent = filters.Document.ALL & private
    application.add_handler(MessageHandler(sent, _does("list", lists_in.arrived)))
    unknown = MessageHandler(
        filters.COMMAND & private, _does("unknown", starting.unknown)
    )
    application.add_handler(unknown)
    wordless = private & ~filters.StatusUpdate.ALL
    other = MessageHandler(wordless, _does("other", starting.other))
    application.add_handler(other)


def _does(name: str, use: gate.UseCase) -> Handler:
    return _resolved(lambda session, arrival: gate.Named(name, use))


def _of_card(name: str, use: gate.UseCase) -> Handler:
    return _resolved(
        lambda session, arrival: gate.Named(
            name, use, answering.ballot(session, arrival)
        )
    )


def _resolved(resolve: gate.Resolve) -> Handler:
    async def handler(update: Update, context: house.Context) -> None:
        await house.act(update, context, resolve)

    return handler
