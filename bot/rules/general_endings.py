"""Endings that any command, button or words may have."""

from dataclasses import dataclass

from bot.rules.public import Public


@dataclass(frozen=True, slots=True)
class NotAllowed(Public):
    """A polite no, with the reason as a code."""

    why: str


@dataclass(frozen=True, slots=True)
class Unknown(Public):
    """A command nobody knows."""


@dataclass(frozen=True, slots=True)
class WordsOnly(Public):
    """Something without words to read: a voice note, a picture, a contact."""


@dataclass(frozen=True, slots=True)
class Pressed(Public):
    """A press was taken in; there is nothing to say about it."""


@dataclass(frozen=True, slots=True)
class NotSavedYet(Public):
    """The disk is full or the like: kept trying."""


@dataclass(frozen=True, slots=True)
class SendAgain(Public):
    """An update was set aside: the person should send it again."""


@dataclass(frozen=True, slots=True)
class WasAway(Public):
    """The bot did not hear Telegram for more than 23 hours (P3)."""


Ending = NotAllowed | Unknown | WordsOnly | Pressed | NotSavedYet | SendAgain | WasAway
