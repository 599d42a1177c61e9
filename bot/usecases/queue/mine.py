"""`/mine`: what I hold, wait for and keep; each can be opened, fixed, given back."""

from bot.rules.queue import endings as queue_endings
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.queue import held, reopen
from storage import members
from storage.queue import cards

MOST = 10


def mine(desk: Context) -> queue_endings.Ending:
    """What this person holds, waits for and keeps."""
    ending = queue_endings.Mine(desk.person.id, desk.ballot.id, desk.panel("mine"))
    desk.tell(ending)
    return ending


def open_one(desk: Context, panel: cards.Panel, code: str) -> object:
    """One of them as a card again; or the choice of what to fix."""
    if code == "fix":
        return fix(desk)
    member = members.get(desk.session, int(code.removeprefix("m")))
    known = cards.latest(desk.session, member.id, desk.person.id) is not None
    if not known and member.kept_for != desk.person.id:
        return joining.NotAllowed("expired")
    return reopen.reopen(desk, member)


def fix(desk: Context) -> queue_endings.Ending:
    """Members held in the last 14 days, to correct what was recorded."""
    people = [one for one in held.lately(desk) if one.holder != desk.person.id]
    if not people:
        desk.tell(queue_endings.NothingHeld())
        return queue_endings.NothingHeld()
    key = desk.panel("mine")
    ending = queue_endings.AskWho(
        key, tuple(member.id for member in people[:MOST]), fix=True
    )
    desk.tell(ending)
    return ending
