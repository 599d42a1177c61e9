"""Who is rung on the same number as a member: one call, and a card for each."""

import datetime as dt

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.queue import endings as queue_endings
from bot.usecases import outgoing
from bot.usecases.context import Context
from storage.queue import cards, households
from storage.team import people


def held_with(
    session: Session, member: Member, person_id: int, now: dt.datetime
) -> list[Member]:
    """List the others of a member's household whom this person holds too."""
    found = households.others(session, member)
    return [one for one in found if one.holder == person_id and one.is_held(now)]


def beside(context: Context, member: Member) -> list[tuple[cards.Card, Member]]:
    """List the open cards of a household but this member's; none waits for an answer.

    What is done about the call itself is done with these too.
    """
    if not context.numbers.households:
        return []
    person_id = context.person.id
    held = held_with(context.session, member, person_id, context.now)
    found = [
        (cards.newest(context.session, one.id, person_id), one)
        for one in held
        if not one.waiting
    ]
    return [(card, one) for card, one in found if card and card.closed_at is None]


def show_again(session: Session, member: Member, now: dt.datetime) -> None:
    """Show the open cards of the others again: who is named on them has changed."""
    for one in households.others(session, member):
        for card in cards.still_open(session, one.id):
            if card.message_id is None:
                continue
            holder = people.get(session, card.person_id, card.ballot_id)
            ending = queue_endings.CardAsks(card.id)
            outgoing.edit_card(
                session, ending, holder.telegram_id, card.message_id, now
            )
