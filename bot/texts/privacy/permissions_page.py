"""The permission table as a page: docs/permissions.md is this text."""

from bot.rules.arrivals import Place, UpdateKind
from bot.rules.person import Role, State
from bot.rules.privacy import permissions
from bot.rules.privacy.permissions import ACTIVE, Rule
from bot.texts.team.menus import HELP

HEAD = """# Who may do what, where

`mantelpiece permissions` makes this page from the table in
`bot/rules/privacy/permissions.py`, and a test checks that it is up to date. Nothing
can be done without a row: a command or button that has none stops the program's start.

Never, whatever the row says: the words of an edited or forwarded message, anonymous
administrators, channels, guest chats. An update that comes twice acts once. A button
acts for the person it was made for, until it is used or expires. *Promise*: only after
the promise of confidentiality and not while all cards are frozen, because members are
shown. *Also while*: a person who is frozen, is suspended, has left or has blocked the
bot is refused everything but what names their state here, whatever their role. Who
writes in private has not blocked the bot.

Of the comment box, the survey and the slips nothing tells afterwards who used them:
what the bot said to them is deleted once it is sent, and of each update only the day is
kept.

| command or button | who | also while | where | promise | what |
|---|---|---|---|---|---|
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
    promise = "yes" if rule.promise else ""
    cells = (_name(rule), _who(rule), _also_while(rule), _where(rule), promise)
    return f"| {' | '.join(cells)} | {HELP.get(rule.name, '')} |\n"


def _name(rule: Rule) -> str:
    if UpdateKind.BUTTON in rule.kinds:
        return f"button *{rule.name.removeprefix('press ')}*"
    if rule.typed:
        return f"`/{rule.name}`"
    if rule.name.startswith(permissions.ANSWER):
        return f"the typed answer: *{rule.name.removeprefix(permissions.ANSWER)}*"
    return {
        "words": "any text",
        "list": "a spreadsheet",
        "unknown": "an unknown command",
        "other": "a voice note, picture, sticker or contact",
    }.get(rule.name, rule.name)


def _who(rule: Rule) -> str:
    if rule.roles == permissions.ANYBODY:
        return "anybody"
    return ", ".join(_ROLES[role] for role in Role if role in rule.roles)


def _also_while(rule: Rule) -> str:
    if rule.states == permissions.ALWAYS:
        return "anything"
    return ", ".join(state for state in State if state in rule.states - ACTIVE)


def _where(rule: Rule) -> str:
    return ", ".join(name for place, name in _PLACES.items() if place in rule.places)
