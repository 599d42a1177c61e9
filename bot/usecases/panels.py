"""Buttons: from the key and code of a press to what it does."""

from collections.abc import Callable, Mapping
from functools import partial

from sqlmodel import Session

from bot.rules.arrivals import Arrival
from bot.rules.endings import joining
from bot.usecases import linking, mine, pressing, said
from bot.usecases.gate import Named
from bot.usecases.unit import Desk
from storage import cards

Press = Callable[[Desk, cards.Panel, str], object]
PANELS: Mapping[str, Press] = {
    "mine": mine.open_one,
    "who": said.chosen,
    "link": linking.link,
}
"""What the buttons of each panel do; the permission table has a row for each."""


def resolve(session: Session, arrival: Arrival) -> Named:
    """The row of the permission table for a press, and what it does."""
    key, _, code = (arrival.data or "").rpartition(".")
    card = cards.keyed(session, key)
    if card is not None:
        return "card", partial(pressing.press, card=card, code=code)
    panel = cards.panel(session, key)
    if panel is None or panel.action not in PANELS:
        return "expired", expired
    return f"press {panel.action}", partial(press, panel=panel, code=code)


def press(desk: Desk, panel: cards.Panel, code: str) -> object:
    """A panel's press: the right person, in time, not spent; else a polite no."""
    if panel.person_id is not None and panel.person_id != desk.person.id:
        return joining.NotAllowed("not your button")
    spent = panel.pressed_at is not None and not panel.many
    if spent or panel.expires_at <= desk.now:
        return joining.NotAllowed("expired")
    cards.pressed(desk.session, panel.key, desk.now)
    return PANELS[panel.action](desk, panel, code)


def expired(desk: Desk) -> joining.NotAllowed:
    """A button nobody knows any more."""
    return joining.NotAllowed("expired")
