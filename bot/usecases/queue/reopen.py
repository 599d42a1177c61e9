"""A named member's card again: to fix what was recorded, or when they ring back."""

from bot.rules.care import endings as care_endings
from bot.rules.member import Member
from bot.rules.queue import caps
from bot.rules.queue import endings as queue_endings
from bot.rules.team import joining
from bot.usecases.context import Context
from bot.usecases.privacy import lift
from bot.usecases.queue import allow_more, next_member
from storage.queue import cards, claims

Ending = queue_endings.Ending | joining.Ending | care_endings.AskLift


def reopen(desk: Context, member: Member) -> Ending:
    """The member as a card, unless somebody else has them or they want no contact."""
    if member.ballot_id != desk.ballot.id:
        return joining.NotAllowed("expired")
    if member.holder == desk.person.id:
        card = cards.latest(desk.session, member.id, desk.person.id)
        if card is not None and card.closed_at is None:
            return next_member.show_again(desk, card)
        claims.end(desk.session, member.id, "reopened", desk.now)
    elif member.holder is not None:
        return _refused(desk, "with another")
    if member.do_not_contact:
        return lift.offer(desk, member) or _refused(desk, "do not contact")
    if not next_member.probes(desk):
        return next_member.told(desk, next_member.no_cards(desk))
    return _taken(desk, member)


def _taken(desk: Context, member: Member) -> Ending:
    """Within the caps of an hour and a day; the open ones are not counted here."""
    cap = caps.over(next_member.seen(desk), desk.numbers, allow_more.today(desk))
    if cap is not None and cap is not caps.Cap.OPEN:
        limit = desk.numbers.day if cap is caps.Cap.DAY else desk.numbers.hour
        return next_member.told(desk, queue_endings.OverCap(cap, limit))
    until = caps.lease_until(desk.now, desk.numbers)
    taken = claims.take_this(
        desk.session, member, desk.person.id, lease_until=until, now=desk.now
    )
    if taken is None:
        return _refused(desk, "with another")
    return next_member.hand(desk, taken)


def _refused(desk: Context, why: str) -> joining.NotAllowed:
    """Words are answered in words; a press is answered in place."""
    if desk.arrival.callback_id is None:
        desk.tell(joining.NotAllowed(why))
    return joining.NotAllowed(why)
