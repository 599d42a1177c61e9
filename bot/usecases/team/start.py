"""`/start` and `/help`: what the bot is for, and what this person may do here."""

from bot.rules import general_endings
from bot.rules.person import WORKING, State
from bot.rules.privacy import permissions
from bot.rules.team import join_endings
from bot.usecases.context import Context
from bot.usecases.team import checklist, join, promise
from storage import ballots
from storage.queue import cards
from storage.team import people

NEXT = "next"
"""What follows `/start` on the button under a countdown."""
PLAIN = ("", "go", NEXT)
"""What follows `/start` where the chat was only opened."""


def start(context: Context) -> object:
    """Let a person in by a code; else say what the bot is for, and what comes next."""
    if context.words not in PLAIN:
        return join.by_code(context)
    if context.person.organises and checklist.missing(context):
        checklist.show(context)
        if not _others(context):
            return None
    return _welcome(context)


def _welcome(context: Context) -> object:
    """Say what comes next for this role, and the other ballots to switch to."""
    if context.person.state is State.FROZEN:
        return _say_frozen(context)
    others = _others(context)
    key = context.panel("switch", {"ballots": others}) if others else ""
    names = tuple(ballots.get(context.session, one).name for one in others)
    ending = join_endings.Welcome(
        context.person.role, context.ballot.id or None, key, names
    )
    context.tell(ending)
    if context.person.role in WORKING and context.person.promised_at is None:
        promise.ask(context)
    return ending


def _say_frozen(context: Context) -> general_endings.NotAllowed:
    ending = general_endings.NotAllowed("you are frozen")
    context.tell(ending)
    return ending


def _others(context: Context) -> list[int]:
    """List the other ballots that this person works in and that are not over."""
    found = (
        people.works_in(context.session, context.person.id) if context.person.id else []
    )
    return [
        one
        for one in found
        if one != context.ballot.id
        and ballots.life(context.session, one).purged_at is None
    ]


def switch(context: Context, panel: cards.Panel, code: str) -> object:
    """Switch the person to another ballot in private."""
    offered = panel.about.get("ballots")
    place = code.removeprefix("b")
    if not isinstance(offered, list) or not place.isdigit():
        return general_endings.NotAllowed("expired")
    if int(place) >= len(offered):
        return general_endings.NotAllowed("expired")
    there = offered[int(place)]
    people.set_last_used(context.session, context.person.id, there)
    known = people.get(context.session, context.person.id, there)
    ending = join_endings.Welcome(known.role, there)
    context.edit(ending)
    return ending


def help_(context: Context) -> join_endings.Ending:
    """List the commands this person may use here."""
    commands = permissions.allowed(context.person, context.place)
    ending = join_endings.Help(commands, context.arrival.private)
    context.post(ending)
    return ending


def unknown(context: Context) -> general_endings.Ending:
    """Answer a command nobody knows."""
    context.post(general_endings.Unknown())
    return general_endings.Unknown()


def other(context: Context) -> general_endings.Ending:
    """Answer a voice note, picture, sticker or contact: nothing is read or kept.

    Several that were sent together, as an album, are answered once.
    """
    arrival = context.arrival
    key = f"album {arrival.chat_id} {arrival.album}" if arrival.album else None
    context.post(general_endings.WordsOnly(), key=key)
    return general_endings.WordsOnly()
