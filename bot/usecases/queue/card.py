"""Edit a card that was sent: let it ask something further, or close it."""

from typing import Unpack

from bot.rules.outcomes import Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.card_state import CardState
from bot.usecases.context import Context
from storage.queue import cards


def close(
    context: Context,
    card: cards.Card,
    how: str,
    *,
    contact_id: int | None = None,
    outcome: Outcome | None = None,
    settled: str = "",
) -> queue_endings.CardClosed:
    """Close a card; buttons that make sense afterwards (Undo, where) stay."""
    ending = queue_endings.CardClosed(card.id, how, outcome, contact_id)
    asking: CardState = {
        "how": how,
        "outcome": outcome,
        "contact_id": contact_id,
        "settled": settled,
    }
    cards.update(context.session, card.id, closed_at=context.now, asking=asking)
    show(context, card, ending)
    return ending


def ask(
    context: Context, card: cards.Card, **asking: Unpack[CardState]
) -> queue_endings.CardAsks:
    """Let the card ask something further, under the same details."""
    cards.update(context.session, card.id, asking=asking)
    ending = queue_endings.CardAsks(card.id)
    show(context, card, ending)
    return ending


def show(
    context: Context,
    card: cards.Card,
    ending: queue_endings.CardClosed | queue_endings.CardAsks,
) -> None:
    """Edit the card's message, if it was sent already."""
    if card.message_id is not None:
        context.tell(ending, edits=card.message_id)
