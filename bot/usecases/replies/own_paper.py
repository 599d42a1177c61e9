"""Ask advocates once, after their membership number, if they posted their own paper."""

from bot.rules.outcomes import Outcome
from bot.rules.team import join_endings
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.queue import next_member
from bot.usecases.replies import move, record_outcome
from bot.usecases.team import checklist
from storage import members
from storage.queue import cards


def take_answer(context: Context, _panel: cards.Panel, code: str) -> object:
    """Take the answer about their own paper; skipping it gives the first card."""
    expected_answer.take(context)
    if code == "posted" and context.person.own_member_id is not None:
        own = members.get(context.session, context.person.own_member_id)
        if own.outcome is not Outcome.VOTED:  # Keep a second tap from logging again.
            record_outcome.record(context, own, move.Said(Outcome.VOTED), None)
    ending = join_endings.Ready(context.panel("next"), posted=code == "posted")
    context.edit(ending)
    if "list" in checklist.gaps(context.session, context.ballot.id):
        return checklist.show(context) if context.person.organises else ending
    if code == "skip":
        return next_member.say_unless_handed(context, next_member.next_member(context))
    return ending
