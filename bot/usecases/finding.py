"""`/find name`: somebody rings back; their card, or like names to choose from."""

from bot.rules import lookup
from bot.rules.endings import joining, speaking, work
from bot.usecases import reopening, targets
from bot.usecases.unit import Desk
from storage import cards, members, naming


def find(desk: Desk) -> object:
    """Advocates find whom they held lately, organisers anyone."""
    if not desk.words:
        desk.tell(speaking.TypeMore("find"))
        return speaking.TypeMore("find")
    found = lookup.like(desk.words, names(desk))
    if not found.ids:
        desk.tell(speaking.NotFound(desk.person.organises))
        return speaking.NotFound(desk.person.organises)
    if found.exact and len(found.ids) == 1:
        return reopening.reopen(desk, members.get(desk.session, found.ids[0]))
    ending = work.AskWho(desk.panel("find", {"ids": list(found.ids)}), found.ids, True)
    desk.tell(ending)
    return ending


def names(desk: Desk) -> list[lookup.Named]:
    """Whom this person may find, by name and number."""
    if desk.person.organises:
        return naming.of_ballot(desk.session, desk.ballot.id)
    return [lookup.named(member) for member in targets.lately(desk)]


def opened(desk: Desk, panel: cards.Panel, code: str) -> object:
    """A tap on one of the like names."""
    member_id = int(code.removeprefix("m"))
    if member_id not in panel.several("ids"):
        return joining.NotAllowed("expired")
    return reopening.reopen(desk, members.get(desk.session, member_id))
