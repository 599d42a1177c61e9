"""Lift *do not contact*: an organiser does, with a reason, when the member asks."""

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.member import Member
from bot.rules.queue import endings as queue_endings
from bot.rules.replies import enter_queue, steps
from bot.usecases import expected_answer, kept_words
from bot.usecases.context import Context
from bot.usecases.privacy import do_not_contact, views
from storage import members
from storage.queue import cards
from storage.replies import passed_on

AWAITED = "lift"
Offered = care_endings.AskLift | queue_endings.OverCap


def offer(context: Context, member: Member) -> Offered | None:
    """Offer to lift it in place of the card; None for anybody but organisers."""
    if not context.person.organises:
        return None
    if stopped := views.stop(context, member.id):
        context.tell(stopped)
        return stopped
    views.note(context, views.CARD, member.id)
    ending = care_endings.AskLift(
        context.panel("lift", {"member": member.id}), member.id
    )
    context.tell(ending)
    return ending


def ask_reason(
    context: Context, panel: cards.Panel, _code: str
) -> care_endings.TypeWhy:
    """Ask for the reason; it comes next, typed."""
    member_id = panel.number("member")
    expected_answer.ask(context, f"{AWAITED}:{member_id}")
    context.tell(care_endings.TypeWhy(member_id))
    return care_endings.TypeWhy(member_id)


def take_reason(context: Context) -> object:
    """Take the reason, and keep it with the lifting."""
    member = members.get(context.session, int(expected_answer.take(context)))
    words = kept_words.take(context)
    if not isinstance(words, str):
        expected_answer.ask(context, f"{AWAITED}:{member.id}")
        return words
    here = member.ballot_id == context.ballot.id and context.person.organises
    if not (here and member.do_not_contact):
        context.tell(general_endings.NotAllowed("settled"))
        return general_endings.NotAllowed("settled")
    do_not_contact.lift(context, member)
    passed_on.keep_reason(
        context.session, member, context.person.id, words, context.now
    )
    step = enter_queue.reachable_again(context.ballot, context.now)
    back = steps.place_fields(step) | {"do_not_contact": False}
    members.change(context.session, member, **back)
    context.note("lifted", member.id)
    context.tell(care_endings.Lifted(member.id))
    return care_endings.Lifted(member.id)
