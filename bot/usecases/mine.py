"""`/mine`: what I hold, wait for and keep; each can be opened, fixed, given back."""

from bot.rules.endings import joining, work
from bot.usecases import reopening, targets
from bot.usecases.unit import Desk
from storage import cards, members

MOST = 10


def mine(desk: Desk) -> work.Ending:
    """What this person holds, waits for and keeps."""
    ending = work.Mine(desk.person.id, desk.ballot.id, desk.panel("mine"))
    desk.tell(ending)
    return ending


def open_one(desk: Desk, panel: cards.Panel, code: str) -> object:
    """One of them as a card again; or the choice of what to fix."""
    if code == "fix":
        return fix(desk)
    member = members.get(desk.session, int(code.removeprefix("m")))
    known = cards.latest(desk.session, member.id, desk.person.id) is not None
    if not known and member.kept_for != desk.person.id:
        return joining.NotAllowed("expired")
    return reopening.reopen(desk, member)


def fix(desk: Desk) -> work.Ending:
    """Members held in the last 14 days, to correct what was recorded."""
    people = [one for one in targets.lately(desk) if one.holder != desk.person.id]
    if not people:
        desk.tell(work.NothingHeld())
        return work.NothingHeld()
    key = desk.panel("mine")
    ending = work.AskWho(key, tuple(member.id for member in people[:MOST]), fix=True)
    desk.tell(ending)
    return ending
