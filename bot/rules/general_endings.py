"""Endings of any command, button or typed text."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class NotAllowed(Public):
    """A polite refusal; `why` is the reason as a code."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown(Public):
    """An unknown command."""


@dataclass(frozen=True, slots=True)
class WordsOnly(Public):
    """A message without text: a voice note, a picture, a contact."""


@dataclass(frozen=True, slots=True)
class Pressed(Public):
    """A button press was handled; nothing is sent."""


@dataclass(frozen=True, slots=True)
class NotSavedYet(Public):
    """The update cannot be saved (disk full, say); the bot keeps trying."""


@dataclass(frozen=True, slots=True)
class SendAgain(Public):
    """An update failed and was set aside; the person should send it again."""


@dataclass(frozen=True, slots=True)
class WasAway(Public):
    """The bot had no contact with Telegram for more than 23 hours (P3)."""


Ending = NotAllowed | Unknown | WordsOnly | Pressed | NotSavedYet | SendAgain | WasAway
