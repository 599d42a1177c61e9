"""The permission table as a page: docs/permissions.md is this text."""

from bot.rules.arrivals import Place, UpdateKind
from bot.rules.person import Role
from bot.rules.privacy import permissions
from bot.rules.privacy.permissions import Rule
from bot.texts.team.menus import HELP

HEAD = """# Who may do what, where

`mantelpiece permissions` makes this page from the table in
`bot/rules/privacy/permissions.py`, and a test checks that it is up to date. Nothing
can be done without a row: a command or button that has none stops the program's start.

Never, whatever the row says: the words of an edited or forwarded message, anonymous
administrators, channels, guest chats. An update that comes twice acts once. A button
acts for the person it was made for, until it is used or expires. *Promise*: only after
the promise of confidentiality and not while frozen, because members are shown.

| command or button | who | where | promise | what |
|---|---|---|---|---|
"""
_ROLES = {role: str(role) for role in Role}
_PLACES = {
    Place.PRIVATE: "private",
    Place.LINKED_GROUP: "linked group",
    Place.OTHER_GROUP: "other group",
}


def page() -> str:
    """Write the whole page, in Markdown."""
    return HEAD + "".join(_row(rule) for rule in permissions.TABLE.values())


def _row(rule: Rule) -> str:
    cells = (_name(rule), _who(rule), _where(rule), "yes" if rule.promise else "")
    return f"| {' | '.join(cells)} | {HELP.get(rule.name, '')} |\n"


def _name(rule: Rule) -> str:
    if UpdateKind.BUTTON in rule.kinds:
        return f"button *{rule.name.removeprefix('press ')}*"
    if rule.typed:
        return f"`/{rule.name}`"
    return {
        "words": "any text",
        "answer": "the answer to a question",
        "list": "a spreadsheet",
        "unknown": "an unknown command",
        "other": "a voice note, picture, sticker or contact",
    }.get(rule.name, rule.name)


def _who(rule: Rule) -> str:
    if rule.roles == permissions.ANYBODY:
        return "anybody"
    return ", ".join(_ROLES[role] for role in Role if role in rule.roles)


def _where(rule: Rule) -> str:
    return ", ".join(name for place, name in _PLACES.items() if place in rule.places)
