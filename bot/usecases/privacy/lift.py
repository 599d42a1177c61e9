"""Do not contact is lifted only by an organiser, with a reason, at their own wish."""

from bot.rules.care import endings as care_endings
from bot.rules.member import Member
from bot.rules.replies import drafts, enter_queue
from bot.rules.replies import endings as replies_endings
from bot.rules.team import joining
from bot.usecases import expected_answer
from bot.usecases.context import Context
from bot.usecases.privacy import do_not_contact
from bot.usecases.replies import move
from storage import members
from storage.queue import cards

AWAITED = "lift"


def offer(desk: Context, member: Member) -> care_endings.AskLift | None:
    """In place of the card; None to whoever may not lift it."""
    if not desk.person.organises:
        return None
    ending = care_endings.AskLift(desk.panel("lift", {"member": member.id}), member.id)
    desk.tell(ending)
    return ending


def pressed(desk: Context, panel: cards.Panel, code: str) -> care_endings.TypeWhy:
    """The reason comes next, typed."""
    member_id = panel.number("member")
    expected_answer.ask(desk, f"{AWAITED}:{member_id}")
    desk.tell(care_endings.TypeWhy(member_id))
    return care_endings.TypeWhy(member_id)


def typed(desk: Context) -> object:
    """The reason: kept with the lifting."""
    member = members.get(desk.session, int(expected_answer.taken(desk)))
    if refused := drafts.refusals(desk.words):
        expected_answer.ask(desk, f"{AWAITED}:{member.id}")
        desk.tell(replies_endings.WordsNotKept(refused))
        return replies_endings.WordsNotKept(refused)
    here = member.ballot_id == desk.ballot.id and desk.person.organises
    if not (here and member.do_not_contact):
        desk.tell(joining.NotAllowed("settled"))
        return joining.NotAllowed("settled")
    do_not_contact.lift(desk, member, desk.words)
    step = enter_queue.reachable_again(desk.ballot, desk.now)
    placed = move.placed(step)
    members.change(desk.session, member, do_not_contact=False, **placed)
    desk.note("lifted", member.id)
    desk.tell(care_endings.Lifted(member.id))
    return care_endings.Lifted(member.id)
