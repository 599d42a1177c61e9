"""`/mine`: what I hold, wait for and keep; each can be opened."""

from bot.rules import caps
from bot.rules.endings import joining, work
from bot.usecases import next_member
from bot.usecases.unit import Desk
from storage import cards, claims, members


def mine(desk: Desk) -> work.Ending:
    """What this person holds, waits for and keeps."""
    ending = work.Mine(desk.person.id, desk.ballot.id, desk.panel("mine"))
    desk.tell(ending)
    return ending


def open_one(desk: Desk, panel: cards.Panel, code: str) -> object:
    """One of them as a card again."""
    member = members.get(desk.session, int(code.removeprefix("m")))
    card = cards.latest(desk.session, member.id, desk.person.id)
    kept = member.kept_for == desk.person.id
    if card is None and not kept:
        return joining.NotAllowed("expired")
    if member.holder == desk.person.id and card is not None:
        return next_member.show_again(desk, card)
    if member.holder is not None or not kept:
        return joining.NotAllowed("with another")
    until = caps.lease_until(desk.now, desk.numbers)
    taken = claims.take_this(
        desk.session, member, desk.person.id, lease_until=until, now=desk.now
    )
    return next_member.hand(desk, taken) if taken else None
