"""Change the time that was understood of what is recorded already."""

from dataclasses import replace
from typing import Unpack

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.card_state import CardState
from bot.rules.replies import snapshot, steps, understood
from bot.usecases.context import Context
from bot.usecases.queue import card as card_messages
from bot.usecases.replies import alarms, move, record_outcome
from bot.usecases.replies.move import Said
from storage import members
from storage.queue import cards
from storage.replies import contacts


def change(
    context: Context, card: cards.Card, contact: contacts.Contact, facts: steps.Facts
) -> queue_endings.CardClosed:
    """Move the member as if this time had been recorded at once."""
    also = tuple(Outcome(one) for one in contact.also.split())
    said = Said(
        contact.outcome, also=also, facts=facts, source=contact.source, at=contact.at
    )
    member = members.get(context.session, card.member_id)
    step, member = move.move(context, _as_before(member, contact), said)
    alarms.follow(context, member, step)
    context.note("time changed", member.id, contact.outcome)
    kept = understood.as_json(record_outcome.when(context, said, step))
    return close_again(context, card, contact, understood=kept)


def _as_before(member: Member, contact: contacts.Contact) -> Member:
    """Put back what the next step depends on, and nothing that was said since."""
    before = snapshot.restore(contact.before)
    return replace(
        member,
        band=before["band"],
        due_at=before["due_at"],
        tries=before["tries"],
        contacts=before["contacts"],
        source=before["source"],
        promise_day=before["promise_day"],
        promised_at=before["promised_at"],
    )


def close_again(
    context: Context,
    card: cards.Card,
    contact: contacts.Contact,
    **more: Unpack[CardState],
) -> queue_endings.CardClosed:
    """Show the closed card as it is now; what was understood stays, if not changed."""
    kept: CardState = {"understood": card.asking.get("understood"), **more}
    noted = queue_endings.Noted(contact.id)
    return card_messages.close(
        context, card, "recorded", noted=noted, outcome=contact.outcome, state=kept
    )
