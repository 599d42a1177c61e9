"""A card's end: its message becomes a line without data."""

from bot.rules.endings import work
from bot.rules.members import Member
from bot.rules.outcomes import Outcome
from bot.usecases import moving, recording
from bot.usecases.unit import Desk
from storage import cards


def finish(
    desk: Desk, card: cards.Card, member: Member, said: moving.Said
) -> work.CardClosed:
    """Record what was said and close the card; what is odd about it is told."""
    done = recording.record(desk, member, said, card).contact
    if done.conflict or done.late:
        desk.tell(work.Noted(done.id, done.late, done.conflict))
    return close(desk, card, "recorded", contact_id=done.id, outcome=said.outcome)


def close(
    desk: Desk,
    card: cards.Card,
    how: str,
    *,
    contact_id: int | None = None,
    outcome: Outcome | None = None,
    **more: object,
) -> work.CardClosed:
    """Close a card; buttons that make sense afterwards (Undo, where) stay."""
    ending = work.CardClosed(card.id, how, outcome, contact_id)
    asking = {"how": how, "outcome": outcome, "contact_id": contact_id, **more}
    cards.note(desk.session, card.id, closed_at=desk.now, asking=asking)
    show(desk, card, ending)
    return ending


def ask(desk: Desk, card: cards.Card, step: str, **about: object) -> work.CardAsks:
    """The card asks something further, under the same details."""
    cards.note(desk.session, card.id, asking={"step": step, **about})
    ending = work.CardAsks(card.id)
    show(desk, card, ending)
    return ending


def show(desk: Desk, card: cards.Card, ending: work.CardClosed | work.CardAsks) -> None:
    """The card's message follows, if it is out already."""
    if card.message_id is not None:
        desk.tell(ending, kind="edit", message_id=card.message_id)
