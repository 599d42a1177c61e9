"""A button of a card: from its code to what it does."""

from bot.rules.endings import joining
from bot.usecases import after_presses, outcome_presses, passing_on, pinning
from bot.usecases.closing_cards import ask
from bot.usecases.outcome_presses import Action, Ending
from bot.usecases.unit import Desk
from storage import cards, members

ASKS = {"post", "paper", "back", "wrong", "more", "skip", "not_in_ballot", "home"}
ACTIONS: dict[str, Action] = {
    **outcome_presses.ACTIONS,
    "sent": passing_on.sent,
    "skip": passing_on.skip,
    "keep": passing_on.keep,
    "release": passing_on.release,
    "pin": pinning.pin,
}


def press(desk: Desk, card: cards.Card, code: str) -> Ending:
    """What a press leads to; a card not one's own or done with changes nothing."""
    if card.person_id != desk.person.id:
        return joining.NotAllowed("not your button")
    name, _, detail = code.partition(":")
    if card.closed_at is not None:
        return after_presses.press(desk, card, name, detail)
    if name in ASKS and not detail:
        return ask(desk, card, name)
    action = ACTIONS.get(name)
    if action is None:
        return joining.NotAllowed("expired")
    return action(desk, card, members.get(desk.session, card.member_id), detail)
