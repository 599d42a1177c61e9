"""Edit a card that was sent: let it ask something further, or close it.

Where it is closed or asks by words, or by a button of another message, it has scrolled
out of sight: the same stands in a message below.
"""

from typing import Unpack

from bot.rules.outcomes import Outcome
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.card_state import CardState
from bot.usecases import household, outgoing
from bot.usecases.context import Context
from storage import members
from storage.queue import cards


def close(
    context: Context,
    card: cards.Card,
    how: str,
    *,
    noted: queue_endings.Noted | None = None,
    outcome: Outcome | None = None,
    state: CardState | None = None,
    others: bool = True,
) -> queue_endings.CardClosed:
    """Close a card; buttons that make sense afterwards (Undo, where) stay.

    `others`: who is rung on the same number may be held too; their cards name this one.
    """
    contact_id = noted.contact_id if noted else None
    ending = queue_endings.CardClosed(card.id, how, outcome, contact_id)
    asking: CardState = {
        **(state or {}),
        "how": how,
        "outcome": outcome,
        "contact_id": contact_id,
    }
    _show(context, card, ending, asking, noted)
    if others and context.numbers.households:
        member = members.get(context.session, card.member_id)
        household.show_again(context.session, member, context.now)
    return ending


def ask(
    context: Context, card: cards.Card, **asking: Unpack[CardState]
) -> queue_endings.CardAsks:
    """Let the card ask something further, under the same details."""
    ending = queue_endings.CardAsks(card.id)
    _show(context, card, ending, asking)
    return ending


def in_sight(context: Context, card: cards.Card) -> bool:
    """Whether the person looks at the card: its own button was pressed."""
    return (context.arrival.data or "").startswith(f"{card.key}.")


def _show(
    context: Context,
    card: cards.Card,
    ending: queue_endings.CardClosed | queue_endings.CardAsks,
    asking: CardState,
    noted: queue_endings.Noted | None = None,
) -> None:
    """Edit the card's message, if it was sent already, and say it below if need be."""
    line, pressed = card.asking.get("line"), context.arrival.message_id
    seen = in_sight(context, card)
    lines = {line, pressed if seen else line} - {None, card.message_id}
    state: CardState = {**asking, "said_below": bool(lines) or not seen}
    if seen:
        state["line"] = next(iter(lines - {line}), line)
    _keep(context, card, ending, state)
    to = context.person.telegram_id
    if card.message_id is not None:
        outgoing.edit_card(context.session, ending, to, card.message_id, context.now)
    below = queue_endings.CardBelow(card.id)
    if seen:
        for message_id in sorted(one for one in lines if one is not None):
            outgoing.edit_card(context.session, below, to, message_id, context.now)
        return
    if line is not None:
        context.delete(to, line)
    if noted is not None:
        below = queue_endings.CardBelow(card.id, noted.late, noted.conflict)
    context.tell(below)


def _keep(
    context: Context,
    card: cards.Card,
    ending: queue_endings.CardClosed | queue_endings.CardAsks,
    state: CardState,
) -> None:
    if isinstance(ending, queue_endings.CardAsks):
        cards.update(context.session, card.id, asking=state)
    else:
        cards.update(context.session, card.id, closed_at=context.now, asking=state)
