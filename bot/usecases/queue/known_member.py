"""Take an advocate's answer whether they know a member nobody can reach."""

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.member import Member
from bot.rules.queue import caps
from bot.usecases.care import practice, who_knows
from bot.usecases.context import Context
from bot.usecases.privacy import views
from bot.usecases.queue import next_member
from storage import members
from storage.care import who_was_asked
from storage.queue import cards, claims


def take_answer(context: Context, panel: cards.Panel, code: str) -> object:
    """Take yes or no: after a yes give the card; after a no another will be asked.

    Where a practice scene comes first, it is offered, and the question stays.
    """
    if code == "yes" and practice.needed(context):
        return next_member.say_unless_handed(context, practice.ask_first(context))
    question = who_was_asked.get(context.session, panel.number("asked"))
    who_was_asked.end(context.session, question.id, context.now, knows=code == "yes")
    context.note("knows", question.member_id, code)
    member = members.get(context.session, question.member_id)
    wanted = member.out_reason == who_knows.WHO_KNOWS and member.holder is None
    yes = wanted and code == "yes"
    ending = care_endings.KnowsNoted(yes)
    context.edit(ending)
    return _give_card(context, member) if yes else ending


def _give_card(context: Context, member: Member) -> object:
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
        return general_endings.NotAllowed("with another")
    return next_member.hand(context, taken)
