"""An organiser pins a member of their card red or amber, or takes the pin away."""

from bot.rules import pins
from bot.rules.endings import joining, work
from bot.rules.members import Member
from bot.usecases.closing_cards import close
from bot.usecases.unit import Desk
from storage import cards, claims, members


def pin(
    desk: Desk, card: cards.Card, member: Member, choice: str
) -> work.Ending | joining.Ending:
    """The member goes back to the queue at once, so that the pin takes effect."""
    if member.holder not in {None, desk.person.id}:
        return joining.NotAllowed("with another")
    if choice not in pins.choices(desk.person, member):
        return joining.NotAllowed("expired")
    claims.end(desk.session, member.id, "pinned", desk.now)
    members.change(desk.session, member, **pins.put(member, choice, desk.now))
    desk.note("pinned", member.id, choice)
    return close(desk, card, f"pinned {choice}")
