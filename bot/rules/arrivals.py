"""An update as the rest of the program sees it, without Telegram's types."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NewType

PrivateChat = NewType("PrivateChat", int)
"""The id of a person's private chat with the bot: the only address for cards (S1)."""


class Place(StrEnum):
    """The kind of chat an update came from."""

    PRIVATE = "private"
    LINKED_GROUP = "linked group"
    OTHER_GROUP = "other group"
    CHANNEL = "channel"
    GUEST = "guest"


class UpdateKind(StrEnum):
    """The kind of update."""

    NEW = "new"
    EDITED = "edited"
    FORWARDED = "forwarded"
    BUTTON = "button"


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was sent; its content is fetched later, by its id."""

    file_id: str
    name: str = ""
    size: int = 0


_COMMAND = re.compile(
    r"/[A-Za-z0-9_]+(?:@\w+)?[-–—]*(?:[\s\u200b\u2060\ufeff:;,.]|[-–—](?=\s))*"
)
"""A command with whatever parts it from its argument: a line break, a tab, a colon."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update.

    `sender` is a person's Telegram id; None for channels and anonymous administrators,
    who may do nothing. `data` is a button's payload. `about_name` names whoever
    joined or left a group, where the update says so.
    """

    update_id: int
    kind: UpdateKind
    chat_id: int
    private: bool
    sender: int | None = None
    anonymous: bool = False
    """An administrator wrote as the group itself."""
    sender_name: str = ""
    language: str = ""
    """The language of the sender's Telegram, as in "cy"."""
    chat_kind: str = "private"
    words: str = ""
    message_id: int | None = None
    thread: int | None = None
    """The forum topic it was written in."""
    reply_to: int | None = None
    callback_id: str | None = None
    data: str | None = None
    guest: bool = False
    ephemeral_id: int | None = None
    about_name: str = ""
    document: Document | None = None
    album: str | None = None
    """What messages sent together have in common."""
    sent_at: dt.datetime | None = None
    """The message's own date, in UTC; a press has none."""
    answered_words: str = ""
    """Of a press: the words of the message to which the one with the button replies."""
    answered_at: dt.datetime | None = None

    @property
    def typed_message(self) -> int | None:
        """The message that was typed; None for a press."""
        return None if self.kind is UpdateKind.BUTTON else self.message_id

    @property
    def answered(self) -> "Arrival":
        """The message to which the one with the pressed button replies, as if new."""
        return replace(
            self,
            kind=UpdateKind.NEW,
            words=self.answered_words,
            message_id=self.reply_to,
            reply_to=None,
            callback_id=None,
            data=None,
            sent_at=self.answered_at,
        )

    @property
    def argument(self) -> str:
        """What was typed behind the command; without a command, all that was typed."""
        command = _COMMAND.match(self.words)
        return self.words[command.end() if command else 0 :].strip()
