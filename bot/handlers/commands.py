"""Commands and typed words, each with its use case."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from telegram import Update
from telegram.ext import Application, CommandHandler, MessageHandler, filters

from bot.handlers import dispatch
from bot.rules.privacy import permissions
from bot.usecases.ballot import close_ballot, edit_ballot
from bot.usecases.care import ask, feedback, handle_case, policy, practice
from bot.usecases.entry import gate, start_routes, word_routes
from bot.usecases.lists import export_members, share_out, upload
from bot.usecases.nudges import preferences
from bot.usecases.privacy import freeze, purge_members
from bot.usecases.queue import find, my_members, next_member, script
from bot.usecases.replies import pass_on, typed_answers, undo
from bot.usecases.stats import plan, show_stats
from bot.usecases.team import invite, language, link, manage_team, start

Handler = Callable[[Update, dispatch.Context], Coroutine[Any, Any, None]]
COMMANDS: Mapping[str, gate.UseCase] = {
    "start": start_routes.start,
    "help": start.help_,
    "language": language.by_command,
    "next": next_member.by_command,
    "done": typed_answers.done,
    "skip": typed_answers.skip,
    "mine": my_members.show,
    "find": find.find,
    "tell": pass_on.tell,
    "undo": undo.undo_last,
    "script": script.script,
    "practice": practice.by_command,
    "ask": ask.ask,
    "feedback": feedback.by_command,
    "cases": handle_case.show_cases,
    "policy": policy.by_command,
    "mute": preferences.mute,
    "away": preferences.away,
    "pledge": preferences.pledge,
    "nudges": preferences.plan,
    "ballot": edit_ballot.by_command,
    "stats": show_stats.by_command,
    "plan": plan.plan,
    "link": link.offer,
    "invite": invite.invite,
    "team": manage_team.show,
    "freeze": freeze.freeze,
    "unfreeze": freeze.unfreeze,
    "close": close_ballot.ask,
    "purge": purge_members.ask,
    "share": share_out.ask,
    "export": export_members.ask,
}
OF_CARD = ("done", "skip", "script")
"""Commands that act on the open card, in whichever ballot it is."""
OTHER = (
    *("words", "edited", "forwarded", "unknown", "list", "other"),
    *(f"{permissions.ANSWER}{what}" for what in word_routes.ANSWERS),
)
"""Messages without a command that need a row of the permission table too."""


def register(application: "Application[Any, Any, Any, Any, Any, Any]") -> None:
    """Register commands first, then typed words and files, last whatever is left."""
    for name, use in COMMANDS.items():
        does = _of_card(name, use) if name in OF_CARD else _does(name, use)
        application.add_handler(CommandHandler(name, does))
    private = filters.ChatType.PRIVATE
    typed = filters.TEXT & ~filters.COMMAND & private
    application.add_handler(MessageHandler(typed, _resolved(word_routes.resolve)))
    sent = filters.Document.ALL & private
    application.add_handler(MessageHandler(sent, _does("list", upload.take_file)))
    unknown = MessageHandler(filters.COMMAND & private, _does("unknown", start.unknown))
    application.add_handler(unknown)
    wordless = private & ~filters.StatusUpdate.ALL
    other = MessageHandler(wordless, _does("other", start.other))
    application.add_handler(other)


def _does(name: str, use: gate.UseCase) -> Handler:
    return _resolved(lambda _session, _arrival: gate.Named(name, use))


def _of_card(name: str, use: gate.UseCase) -> Handler:
    return _resolved(
        lambda session, arrival: gate.Named(
            name, use, word_routes.ballot(session, arrival)
        )
    )


def _resolved(resolve: gate.Resolve) -> Handler:
    async def handler(update: Update, context: dispatch.Context) -> None:
        await dispatch.act(update, context, word_routes.unless_changed(resolve))

    return handler
