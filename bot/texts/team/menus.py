"""Telegram's command menus, by who sees them; made from the permission table."""

from bot.rules.arrivals import Place
from bot.rules.person import WORKING, Role
from bot.rules.privacy import permissions
from bot.texts.team.joining import HELP

ORDER = ("next", "mine", "find", "undo", "ask", "stats", "team", "cases", "freeze")
Rows = list[tuple[str, str]]


def private() -> Rows:
    """What everybody sees in the private chat: an advocate's commands."""
    return of(Role.ADVOCATE)


def of(role: str) -> Rows:
    """What somebody of this role sees in the private chat."""
    shown = permissions.menu(Role(role), Place.PRIVATE)
    return _rows(shown) if role in WORKING else private()


def group() -> Rows:
    """What everybody sees in a group."""
    return _rows(permissions.menu(Role.ADVOCATE, Place.LINKED_GROUP))


def _rows(names: tuple[str, ...]) -> Rows:
    ordered = sorted(names, key=(*ORDER, *names).index)
    return [(name, HELP[name]) for name in ordered]
