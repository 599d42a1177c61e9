"""Find the buttons of messages; every one sent can be pressed: its code is known."""

import functools
import json
from collections.abc import Iterator

from sqlmodel import Session

from bot.demo.standin import Standin
from bot.demo.telegram.models import Message
from bot.rules import button_codes
from storage.engine import Store
from storage.queue import cards


def named(message: Message, label: str) -> str | None:
    """The button of this label; for a line of a list the one with its number."""
    labels = [button["text"] for row in message.keyboard for button in row]
    for line in (message.text or "").splitlines():
        place, _, told = line.partition(". ")
        if place in labels and label in told:
            return place
    return next((one for one in labels if label in one), None)


def unknown(town: Standin, store: Store) -> set[str]:
    """The codes of buttons that would be told that they have expired."""
    return store.read(lambda session: set(_unknown(session, _sent(town))))


def _sent(town: Standin) -> Iterator[str]:
    for call in town.history:
        markup = call.params.get("reply_markup") or "{}"
        keyboard = json.loads(markup) if isinstance(markup, str) else markup
        for row in keyboard.get("inline_keyboard", ()):
            yield from (one["callback_data"] for one in row if "callback_data" in one)


def _unknown(session: Session, sent: Iterator[str]) -> Iterator[str]:
    of_button = functools.cache(lambda key: _action(session, key))
    for data in sorted(set(sent)):
        key, _, code = data.rpartition(".")
        action = of_button(key)
        if action and button_codes.read_names(action, code) is None:
            yield f"{action}: {code}"


def _action(session: Session, key: str) -> str | None:
    """What the buttons with this key act on."""
    if (panel := cards.panel(session, key)) is not None:
        return panel.action
    return button_codes.CARD if cards.with_key(session, key) is not None else None
