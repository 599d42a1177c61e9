"""Turn buttons as plain values into Telegram's."""

from typing import Any, assert_never

from telegram import InlineKeyboardMarkup

from bot.texts import messages


def keyboard(rows: messages.Rows) -> dict[str, Any] | None:
    """Make an inline keyboard; without buttons None, which removes an old one."""
    found = [[_button(button) for button in row] for row in rows if row]
    return {"inline_keyboard": found} if found else None


def markup(rows: messages.Rows) -> InlineKeyboardMarkup | None:
    """Make the same as python-telegram-bot takes it."""
    made = keyboard(rows)
    return InlineKeyboardMarkup.de_json(made, None) if made else None


def _button(button: messages.Button) -> dict[str, Any]:
    match button:
        case messages.Press(label, data, messages.Style.PLAIN):
            return {"text": label, "callback_data": data}
        case messages.Press(label, data, style):
            return {"text": label, "callback_data": data, "style": style.value}
        case messages.Link(label, url):
            return {"text": label, "url": url}
        case messages.Copy(label, text):
            return {"text": label, "copy_text": {"text": text}}
        case _:
            assert_never(button)
