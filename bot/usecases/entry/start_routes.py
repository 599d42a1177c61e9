"""`/start`: from the group's post the next member, else a code or the welcome."""

from bot.rules.privacy import permissions
from bot.usecases.context import Context
from bot.usecases.queue import next_member
from bot.usecases.team import start as welcome
from storage import ballots


def start(context: Context) -> object:
    """Give the next member where it was asked for and may be had; else the way in."""
    if context.words == welcome.NEXT and _may_have_next(context):
        return next_member.say_unless_handed(context, next_member.next_member(context))
    return welcome.start(context)


def _may_have_next(context: Context) -> bool:
    """Ask what the gate asks of `/next`."""
    if (
        not context.ballot.id
        or ballots.life(context.session, context.ballot.id).frozen_at
    ):
        return False
    place = context.place, context.arrival
    return permissions.refusal("next", context.person, *place) is None
