"""Inline keyboards: what Telegram takes and what it refuses."""

from typing import Any

from bot.demo.telegram import refusals
from bot.demo.telegram.models import Json

# core.telegram.org/bots/api#inlinekeyboardbutton and #copytextbutton
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
MOST_DATA_BYTES = 64
MOST_COPIED = 256
ACTIONS = ("callback_data", "url", "copy_text", "disabled")
STYLES = ("danger", "success", "primary")
SCHEMES = ("http://", "https://", "tg://")


def read(markup: Any) -> list[list[Json]]:
    """Read the rows of an inline keyboard, each button checked."""
    if not markup or "inline_keyboard" not in markup:
        return []
    rows: list[list[Json]] = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MOST_BUTTONS or any(len(r) > MOST_IN_A_ROW for r in rows):
        raise refusals.bad("REPLY_MARKUP_TOO_LONG")
    return [[_button(button) for button in row] for row in rows]


def _button(button: Json) -> Json:
    if not str(button.get("text", "")).strip():
        raise _unreadable('Field "text" must be of type String')
    actions = [name for name in ACTIONS if name in button]
    if not actions:
        raise _unreadable("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise refusals.bad("BUTTON_TYPE_INVALID")
    if button.get("style", "primary") not in STYLES:
        raise _unreadable("invalid button style specified")
    _CHECKS[actions[0]](button)
    return button


def _unreadable(reason: str) -> refusals.Refusal:
    return refusals.bad(f"can't parse inline keyboard button: {reason}")


def _data(button: Json) -> None:
    if not 1 <= len(str(button["callback_data"]).encode()) <= MOST_DATA_BYTES:
        raise refusals.bad("BUTTON_DATA_INVALID")


def _url(button: Json) -> None:
    url = str(button["url"])
    if not url.lower().startswith(SCHEMES):
        raise refusals.bad(
            f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol"
        )
    if " " in url or len(url.split("://", 1)[1]) == 0:
        raise refusals.bad(
            f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL"
        )


def _copied(button: Json) -> None:
    if not 1 <= len(str(button["copy_text"].get("text", ""))) <= MOST_COPIED:
        raise refusals.bad("BUTTON_COPY_TEXT_INVALID")


def _nothing(button: Json) -> None:
    """Check nothing of a disabled button."""


_CHECKS = {
    "callback_data": _data,
    "url": _url,
    "copy_text": _copied,
    "disabled": _nothing,
}
