"""Route of `/start`: the next member, a code, or the welcome."""

from bot.rules.privacy import permissions
from bot.usecases.context import Context
from bot.usecases.queue import next_member
from bot.usecases.team import start as welcome
from storage import ballots


def start(context: Context) -> object:
    """Give the next member if the link asks for it and they may; else welcome them."""
    if context.words == welcome.NEXT and _may_have_next(context):
        return next_member.say_unless_handed(context, next_member.next_member(context))
    return welcome.start(context)


def _may_have_next(context: Context) -> bool:
    """Whether the gate would let `/next` through."""
    if (
        not context.ballot.id
        or ballots.life(context.session, context.ballot.id).frozen_at
    ):
        return False
    place = context.place, context.arrival
    return permissions.refusal("next", context.person, *place) is None
