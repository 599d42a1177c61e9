"""`/start` and `/help`: what this is, and what this person may do here."""

from bot.rules.person import WORKING
from bot.rules.privacy import permissions
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.queue import next_member
from bot.usecases.team import checklist, join, promise
from storage import ballots
from storage.queue import cards
from storage.team import people

NEXT = "next"
"""What stands behind `/start` on the button under a countdown."""
PLAIN = ("", "go", NEXT)
"""What stands behind `/start` where the chat was only opened."""


def start(desk: Context) -> object:
    """A code lets in; from the group's post the next member; else what this is."""
    if desk.words == NEXT and _may_have_next(desk):
        return next_member.told(desk, next_member.next_member(desk))
    if desk.words not in PLAIN:
        return join.by_code(desk)
    if desk.person.organises and checklist.missing(desk):
        checklist.show(desk)
        if not _others(desk):
            return None
    return _welcome(desk)


def _may_have_next(desk: Context) -> bool:
    """What the gate asks of `/next`."""
    if not desk.ballot.id or ballots.life(desk.session, desk.ballot.id).frozen_at:
        return False
    place = desk.place, desk.arrival
    return permissions.refusal("next", desk.person, *place) is None


def _welcome(desk: Context) -> joining.Welcome:
    """What comes next for this role, and the other ballots to switch to."""
    others = _others(desk)
    key = desk.panel("switch", {"ballots": others}) if others else ""
    names = tuple(ballots.get(desk.session, one).name for one in others)
    ending = joining.Welcome(desk.person.role, desk.ballot.id or None, key, names)
    desk.tell(ending)
    if desk.person.role in WORKING and desk.person.promised_at is None:
        promise.ask(desk)
    return ending


def _others(desk: Context) -> list[int]:
    """The other ballots that this person works in and that are not over."""
    found = people.works_in(desk.session, desk.person.id) if desk.person.id else []
    return [
        one
        for one in found
        if one != desk.ballot.id and ballots.life(desk.session, one).purged_at is None
    ]


def switch(desk: Context, panel: cards.Panel, code: str) -> object:
    """Another ballot from now on, in private."""
    offered = panel.about.get("ballots")
    place = code.removeprefix("b")
    if not isinstance(offered, list) or not place.isdigit():
        return joining.NotAllowed("expired")
    if int(place) >= len(offered):
        return joining.NotAllowed("expired")
    there = offered[int(place)]
    people.uses(desk.session, desk.person.id, there)
    known = people.get(desk.session, desk.person.id, there)
    ending = joining.Welcome(known.role, there)
    desk.tell(ending, kind="edit", message_id=desk.arrival.message_id)
    return ending


def help_(desk: Context) -> joining.Ending:
    """Only what this person may do, here."""
    commands = permissions.allowed(desk.person, desk.place)
    ending = joining.Help(commands, desk.arrival.private)
    desk.say(ending, desk.arrival.chat_id)
    return ending


def unknown(desk: Context) -> joining.Ending:
    """A command nobody knows."""
    desk.say(joining.Unknown(), desk.arrival.chat_id)
    return joining.Unknown()


def other(desk: Context) -> joining.Ending:
    """A voice note, picture, sticker or contact: nothing of it is read or kept."""
    desk.say(joining.WordsOnly(), desk.arrival.chat_id)
    return joining.WordsOnly()
