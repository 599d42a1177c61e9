"""Telegram's command menus, by who sees them; made from the permission table."""

from bot.rules.arrivals import Place
from bot.rules.person import WORKING, Role
from bot.rules.privacy import permissions
from bot.texts import languages

HELP = languages.mark(
    {
        "next": "the next member to contact",
        "done": "say what they said",
        "skip": "pass a member on",
        "mine": "what you hold, wait for and promised to check",
        "find": "the card of somebody who rings back",
        "tell": "pass on what a member said whom you do not hold",
        "undo": "take the last one back",
        "script": "what to say now",
        "practice": "play a talk with an invented member; nothing is recorded",
        "ask": "a question to the organisers",
        "feedback": "the comment box, named or not; /feedback slip for a member's "
        "words",
        "cases": "questions and complaints, and what else needs you",
        "policy": "by when questions and complaints are answered, and what to say "
        "first",
        "mute": "stop nudges; /mute off starts them again",
        "away": "away for some days: cards back, no nudges",
        "pledge": "contacts you mean to make, and one reminder",
        "nudges": "what I will post when; pause it, send it now",
        "ballot": "set up the ballot: dates, line, envelope",
        "share": "members set aside for reps: /share 10; /share shows what is back",
        "export": "changes, calls, mailing, members, cases, complaints, as a file",
        "stats": "where the ballot stands; /stats official 326 notes an official count",
        "plan": "what to do tonight first, and what it does to the odds",
        "link": "link this group to the ballot",
        "language": "the language I write to you in",
        "help": "this list",
        "start": "what this is",
        "invite": "a link and QR code for new advocates",
        "team": "who is in; suspend, promote, remove",
        "freeze": "freeze all cards, somebody's, or your own",
        "unfreeze": "give cards again",
        "close": "end the ballot now",
        "purge": "erase all members' details now",
    }
)
ORDER = ("next", "mine", "find", "undo", "ask", "stats", "team", "cases", "freeze")
Rows = list[tuple[str, str]]


def private() -> Rows:
    """List what everybody sees in the private chat: an advocate's commands."""
    return of(Role.ADVOCATE)


def of(role: str) -> Rows:
    """List what somebody of this role sees in the private chat."""
    shown = permissions.menu(Role(role), Place.PRIVATE)
    return _rows(shown) if role in WORKING else private()


def group() -> Rows:
    """List what everybody sees in a group."""
    return _rows(permissions.menu(Role.ADVOCATE, Place.LINKED_GROUP))


def _rows(names: tuple[str, ...]) -> Rows:
    ordered = sorted(names, key=(*ORDER, *names).index)
    return [(name, languages.say(HELP[name])) for name in ordered]
