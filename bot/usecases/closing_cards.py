"""A card's end: its message becomes a line without data."""

from bot.rules.endings import work
from bot.rules.outcomes import Outcome
from bot.usecases.unit import Desk
from storage import cards


def close(
    desk: Desk,
    card: cards.Card,
    how: str,
    *,
    contact_id: int | None = None,
    outcome: Outcome | None = None,
) -> work.CardClosed:
    """Close a card; buttons that make sense afterwards (Undo, where) stay."""
    ending = work.CardClosed(card.id, how, outcome, contact_id)
    asking = {"how": how, "outcome": outcome, "contact_id": contact_id}
    cards.note(desk.session, card.id, closed_at=desk.now, asking=asking)
    if card.message_id is not None:
        desk.tell(ending, kind="edit", message_id=card.message_id)
    return ending


def ask(desk: Desk, card: cards.Card, step: str, **about: object) -> work.CardAsks:
    """The card asks something further, under the same details."""
    cards.note(desk.session, card.id, asking={"step": step, **about})
    ending = work.CardAsks(card.id)
    if card.message_id is not None:
        desk.tell(ending, kind="edit", message_id=card.message_id)
    return ending
