"""`/start` and `/help`: what this is, and what this person may do here."""

from bot.rules import permissions
from bot.rules.endings import joining
from bot.usecases.unit import Desk


def start(desk: Desk) -> joining.Ending:
    """What this is and what comes next."""
    ending = joining.Welcome(desk.person.role, desk.ballot.id or None)
    desk.say(ending, desk.arrival.chat_id)
    return ending


def help_(desk: Desk) -> joining.Ending:
    """Only what this person may do, here."""
    commands = permissions.allowed(desk.person, desk.place)
    ending = joining.Help(commands, desk.arrival.private)
    desk.say(ending, desk.arrival.chat_id)
    return ending


def unknown(desk: Desk) -> joining.Ending:
    """A command nobody knows."""
    desk.say(joining.Unknown(), desk.arrival.chat_id)
    return joining.Unknown()
