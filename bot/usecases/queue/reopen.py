"""Show a member's card again, to fix what was recorded or when they ring back."""

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.member import Member
from bot.rules.queue import caps
from bot.rules.queue import endings as queue_endings
from bot.usecases.context import Context
from bot.usecases.privacy import lift, views
from bot.usecases.queue import next_member
from storage.queue import cards, claims

Ending = queue_endings.Ending | general_endings.Ending | care_endings.AskLift


def reopen(context: Context, member: Member) -> Ending:
    """Show the member as a card, unless somebody has them or they want no contact."""
    if member.ballot_id != context.ballot.id:
        return general_endings.NotAllowed("expired")
    if member.holder == context.person.id:
        card = cards.newest(context.session, member.id, context.person.id)
        if card is not None and card.closed_at is None:
            return next_member.show_again(context, card)
        claims.end(context.session, member.id, "reopened", context.now)
    elif member.holder is not None:
        return _refuse(context, "with another")
    if member.do_not_contact:
        return lift.offer(context, member) or _refuse(context, "do not contact")
    if not next_member.probes(context):
        return next_member.say_unless_handed(context, next_member.no_cards(context))
    return _take(context, member)


def _take(context: Context, member: Member) -> Ending:
    """Take the member within the caps of an hour and a day, not that of open cards."""
    if stopped := views.stop(context, member.id):
        return next_member.say_unless_handed(context, stopped)
    until = caps.lease_until(context.now, context.numbers)
    taken = claims.take_this(
        context.session,
        member,
        context.person.id,
        lease_until=until,
        now=context.now,
        one_caller=context.numbers.households,
    )
    if taken is None:
        return _refuse(context, "with another")
    return next_member.hand(context, taken)


def _refuse(context: Context, why: str) -> general_endings.NotAllowed:
    """Refuse: in a message if it was typed, in place if a button was pressed."""
    if context.arrival.callback_id is None:
        context.tell(general_endings.NotAllowed(why))
    return general_endings.NotAllowed(why)
