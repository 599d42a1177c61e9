"""Which messages of a group the bot receives.

core.telegram.org/bots/features#privacy-mode
"""

from bot.demo.telegram import text
from bot.demo.telegram.models import Message, Person


def shows(message: Message, bot: Person) -> bool:
    """Commands, replies to the bot and service messages; administrators see all."""
    place = message.chat.member(bot)
    if not place.present or not message.chat.is_group:
        return place.present
    replied = message.reply_to
    to_bot = replied is not None and replied.sender is bot
    return place.administers or bool(message.service) or to_bot or _called(message, bot)


def _called(message: Message, bot: Person) -> bool:
    """Whether it begins with a command for this bot."""
    typed, _, name = text.command(message.text or "").partition("@")
    return bool(typed) and (not name or name.lower() == bot.username.lower())
