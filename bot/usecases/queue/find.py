"""`/find name`: somebody rings back; their card, or like names to choose from."""

from bot.rules.queue import endings as queue_endings
from bot.rules.replies import endings as replies_endings
from bot.rules.replies import lookup
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.queue import held, reopen
from storage import members
from storage.queue import cards


def find(desk: Context) -> object:
    """Advocates find whom they held lately, organisers anyone."""
    if not desk.words:
        desk.tell(replies_endings.TypeMore("find"))
        return replies_endings.TypeMore("find")
    found = lookup.like(desk.words, names(desk))
    if not found.ids:
        desk.tell(replies_endings.NotFound(desk.person.organises))
        return replies_endings.NotFound(desk.person.organises)
    if found.exact and len(found.ids) == 1:
        return reopen.reopen(desk, members.get(desk.session, found.ids[0]))
    ending = queue_endings.AskWho(
        desk.panel("find", {"ids": list(found.ids)}), found.ids, True
    )
    desk.tell(ending)
    return ending


def names(desk: Context) -> list[lookup.Named]:
    """Whom this person may find, by name and number."""
    if desk.person.organises:
        return members.of_ballot(desk.session, desk.ballot.id)
    return [lookup.named(member) for member in held.lately(desk)]


def opened(desk: Context, panel: cards.Panel, code: str) -> object:
    """A tap on one of the like names."""
    member_id = int(code.removeprefix("m"))
    if member_id not in panel.several("ids"):
        return joining.NotAllowed("expired")
    return reopen.reopen(desk, members.get(desk.session, member_id))
