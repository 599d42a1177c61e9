"""Pin a member red or amber, or take the pin away, by an organiser's card."""

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.lists import export_kinds
from bot.rules.member import Member
from bot.rules.queue import endings as queue_endings
from bot.rules.queue import pins
from bot.usecases.context import Context
from bot.usecases.nudges import plan_nudges
from bot.usecases.queue.card import close
from storage import jobs, members
from storage.lists import shares
from storage.queue import cards, claims
from storage.team import people


def pin(
    context: Context, card: cards.Card, member: Member, choice: str
) -> queue_endings.Ending | general_endings.Ending:
    """Put the member back into the queue at once, so that the pin takes effect.

    Who kept the member until now is told.
    """
    if member.holder not in {None, context.person.id}:
        return general_endings.NotAllowed("with another")
    aside = is_set_aside(context.session, member)
    if choice not in pins.choices(context.person, member, aside=aside):
        return general_endings.NotAllowed("set aside" if aside else "expired")
    claims.end(context.session, member.id, "pinned", context.now)
    put = pins.put(member, choice, context.now)
    if not _works(context, put.get("kept_for")):
        put |= {"kept_for": None, "kept_until": None}
    moved = members.change(context.session, member, **put)
    lost = member.kept_for
    if lost is not None and lost not in (moved.kept_for, context.person.id):
        plan_nudges.hand_over(context.session, context.ballot.id, [lost], context.now)
    context.note("pinned", member.id, choice)
    return close(context, card, f"pinned {choice}")


def _works(context: Context, person_id: int | None) -> bool:
    """Whether a person still takes part; they may have left while the pin stood."""
    if person_id is None:
        return False
    return people.get(context.session, person_id, context.ballot.id).works


def is_set_aside(session: Session, member: Member) -> bool:
    """Whether a dialler or a rep has this member on a list just now."""
    until = member.kept_until
    if until is None:
        return False
    return shares.keeps(session, member.id, until) or jobs.holds(
        session, member.ballot_id, export_kinds.JOB, member.id, until
    )
