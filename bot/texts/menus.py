"""Telegram's command menus, by who sees them."""

from bot.texts.joining import HELP

PRIVATE = ("next", "mine", "undo", "help")
GROUP = ("next", "stats", "help")


def private() -> list[tuple[str, str]]:
    """What everybody sees in the private chat."""
    return [(name, HELP[name]) for name in PRIVATE]


def group() -> list[tuple[str, str]]:
    """What everybody sees in a group."""
    return [(name, HELP[name]) for name in GROUP]
