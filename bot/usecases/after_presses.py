"""What a closed card still takes: Undo, the plan, for how long, the next member."""

import datetime as dt
from dataclasses import replace

from bot.rules import steps
from bot.rules.endings import joining, work
from bot.rules.members import Member
from bot.rules.outcomes import Outcome
from bot.usecases import moving, next_member, suppressing, undoing
from bot.usecases.closing_cards import close
from bot.usecases.moving import Said
from bot.usecases.unit import Desk
from storage import cards, contacts, members

Ending = work.Ending | joining.Ending
EXPIRED = joining.NotAllowed("expired")


def press(desk: Desk, card: cards.Card, name: str, detail: str) -> Ending:
    """A press under the line that stands in place of the card."""
    if name == "next":
        return next_member.told(desk, next_member.next_member(desk))
    contact_id = card.asking.get("contact_id")
    if not isinstance(contact_id, int):
        return EXPIRED
    contact = contacts.get(desk.session, contact_id)
    if name == "undo":
        return undoing.undo(desk, contact, within=undoing.UNDO_WITHIN)
    member = members.get(desk.session, card.member_id)
    if contact.conflict or not undoing.stands(desk, contact):
        return EXPIRED
    if member.outcome is not contact.outcome:
        return EXPIRED
    settled = ""
    if name in ("when", "where", "after") and contact.outcome is Outcome.WILL_POST:
        _plan(desk, member, name, detail)
    elif name == "never" and member.do_not_contact:
        suppressing.settle(desk, member, for_good=detail == "ever")
        settled = detail
    else:
        return EXPIRED
    return close(
        desk,
        card,
        "recorded",
        contact_id=contact.id,
        outcome=contact.outcome,
        settled=settled,
    )


def _plan(desk: Desk, member: Member, name: str, detail: str) -> None:
    """When, where and after what they will post it."""
    if name != "when":
        members.change(desk.session, member, **{f"promise_{name}": detail})
        return
    day = dt.date.fromisoformat(detail)
    said = Said(Outcome.WILL_POST, facts=steps.Facts(day=day))
    unmoved = replace(member, contacts=member.contacts - 1)
    moving.move(desk, unmoved, said)
