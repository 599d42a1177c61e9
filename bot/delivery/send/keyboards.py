"""Turn buttons as plain values into Telegram's."""

from typing import assert_never

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from bot.texts import messages


def markup(rows: messages.Rows) -> InlineKeyboardMarkup | None:
    """Make an inline keyboard; without buttons None, which removes an old one."""
    keyboard = [[_button(button) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(keyboard) if keyboard else None


def _button(button: messages.Button) -> InlineKeyboardButton:
    match button:
        case messages.Press(label, data, style):
            plain = style is messages.Style.PLAIN
            shown = None if plain else style.value
            return InlineKeyboardButton(label, callback_data=data, style=shown)
        case messages.Link(label, url):
            return InlineKeyboardButton(label, url=url)
        case messages.Copy(label, text):
            return InlineKeyboardButton(label, copy_text=CopyTextButton(text))
        case _:
            assert_never(button)
