"""Do not contact is lifted only by an organiser, with a reason, at their own wish."""

from bot.rules import drafts, entering
from bot.rules.endings import joining, needs, speaking
from bot.rules.members import Member
from bot.usecases import awaiting, moving, suppressing
from bot.usecases.unit import Desk
from storage import cards, members

AWAITED = "lift"


def offer(desk: Desk, member: Member) -> needs.AskLift | None:
    """In place of the card; None to whoever may not lift it."""
    if not desk.person.organises:
        return None
    ending = needs.AskLift(desk.panel("lift", {"member": member.id}), member.id)
    desk.tell(ending)
    return ending


def pressed(desk: Desk, panel: cards.Panel, code: str) -> needs.TypeWhy:
    """The reason comes next, typed."""
    member_id = panel.number("member")
    awaiting.ask(desk, f"{AWAITED}:{member_id}")
    desk.tell(needs.TypeWhy(member_id))
    return needs.TypeWhy(member_id)


def typed(desk: Desk) -> object:
    """The reason: kept with the lifting."""
    member = members.get(desk.session, int(awaiting.taken(desk)))
    if refused := drafts.refusals(desk.words):
        awaiting.ask(desk, f"{AWAITED}:{member.id}")
        desk.tell(speaking.WordsNotKept(refused))
        return speaking.WordsNotKept(refused)
    here = member.ballot_id == desk.ballot.id and desk.person.organises
    if not (here and member.do_not_contact):
        desk.tell(joining.NotAllowed("settled"))
        return joining.NotAllowed("settled")
    suppressing.lift(desk, member, desk.words)
    step = entering.reachable_again(desk.ballot, desk.now)
    placed = moving.placed(step)
    members.change(desk.session, member, do_not_contact=False, **placed)
    desk.note("lifted", member.id)
    desk.tell(needs.Lifted(member.id))
    return needs.Lifted(member.id)
