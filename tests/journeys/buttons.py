"""Every button that was sent can be pressed: its panel knows its code."""

import json
from collections.abc import Iterator

from sqlmodel import Session

from bot.demo.standin import Standin
from bot.rules import button_codes
from storage.engine import Store
from storage.queue import cards


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
    for data in sorted(set(sent)):
        key, _, code = data.rpartition(".")
        panel = cards.panel(session, key)
        shown = cards.with_key(session, key) is not None
        action = panel.action if panel else button_codes.CARD if shown else None
        if action and button_codes.read_names(action, code) is None:
            yield f"{action}: {code}"
