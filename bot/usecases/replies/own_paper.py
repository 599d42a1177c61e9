"""Ask advocates once, after their membership number, if they posted their own paper."""

from bot.rules import general_endings
from bot.rules.outcomes import Outcome
from bot.rules.replies.drafts import Draft
from bot.rules.team import join_endings, own_row
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.queue import next_member
from bot.usecases.replies import move, pass_on, record_outcome
from bot.usecases.team import checklist
from storage import members, panels
from storage.queue import cards

OWN_WORDS = "This is about my own paper: it is posted."


def take_answer(context: Context, panel: cards.Panel, code: str) -> object:
    """Take the answer about their own paper; skipping it gives the first card."""
    expected_answer.take(context)
    if not panels.use_up(context.session, panel):
        return general_endings.Pressed()
    listed = "list" not in checklist.gaps(context.session, context.ballot.id)
    asked = listed and code == "posted" and not _record(context)
    ending = join_endings.Ready(
        context.panel("next"), posted=code == "posted", asked=asked
    )
    context.edit(ending)
    if not listed:
        return checklist.show(context) if context.person.organises else ending
    if code == "skip":
        return next_member.say_unless_handed(context, next_member.next_member(context))
    return ending


def _record(context: Context) -> bool:
    """Record their vote if the row is surely theirs; else ask the organisers.

    A number typed wrongly, or on purpose, is another member's.
    """
    number = context.person.own_member_id
    own = None if number is None else members.get(context.session, number)
    if own and own_row.is_theirs(context.person, own):
        if own.outcome is not Outcome.VOTED:
            record_outcome.record(context, own, move.Said(Outcome.VOTED), None)
        return True
    name = own.membership_number if own else None
    draft = Draft(Outcome.VOTED, words=OWN_WORDS)
    pass_on.hand_on(context, name or context.person.name, draft)
    return False
