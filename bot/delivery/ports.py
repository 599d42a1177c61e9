"""What delivery asks of the rest of the program: words, and effects on what is known.

Everything here takes a session and runs on a thread of the store; effects run in the
transaction that settles the row or the update, so that both are saved or neither (P6).
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from sqlmodel import Session
from telegram import Update

from bot.texts import messages
from storage import outbox


class Kind(StrEnum):
    """What is done with a row of the outbox. Of its `options` count:

    SEND: `thread`, `reply_to`, `delete_after` (seconds); `ack` (see `merge`).
    CARD: `delete_after`. EDIT, DELETE: `message_id`. ANSWER: `callback_id`, `alert`,
    `url`. LEAVE: nothing. MENU: `role`. Once sent, `shows`: a member may be seen in it.
    """

    SEND = "send"  # a new message, picture or document
    CARD = "card"  # a protected line without data, edited into the card
    EDIT = "edit"  # a known message: its text and buttons, or its picture
    DELETE = "delete"
    ANSWER = "answer"  # to the press of a button; plain text, "" only stops the wheel
    LEAVE = "leave"  # the group
    MENU = "menu"  # the commands of a private chat, for `role`


class Words(Protocol):
    """What a row says, decided from its ids at the moment of sending."""

    def render(self, session: Session, entry: outbox.Entry) -> messages.Said | None:
        """What to say; None if it makes no sense now. DELETE and LEAVE say nothing."""

    def merge(
        self, session: Session, entries: Sequence[outbox.Entry]
    ) -> messages.Message | None:
        """One line for several acknowledgements that wait in a group."""

    def opening(self, entry: outbox.Entry) -> messages.Message:
        """The line sent before a card: no session, so no member's data."""


@dataclass(frozen=True, slots=True)
class Membership:
    """Whose place in which group a card depends on, and when it was last confirmed."""

    group_id: int
    user_id: int
    confirmed_at: dt.datetime | None = None


class Sending(Protocol):
    """What follows from sending. Each may be called twice for the same fact."""

    def membership(self, session: Session, entry: outbox.Entry) -> Membership | None:
        """The place to ask Telegram about before a card goes out; None: role alone."""

    def on_member(
        self, session: Session, entry: outbox.Entry, inside: bool, now: dt.datetime
    ) -> None:
        """Telegram said whether this card's advocate is in the group (S4)."""

    def on_unconfirmed(
        self, session: Session, entry: outbox.Entry, now: dt.datetime
    ) -> None:
        """Telegram gave no answer and nothing newer than a day is known: no card."""

    def on_sent(
        self,
        session: Session,
        entry: outbox.Entry,
        message_id: int | None,
        now: dt.datetime,
    ) -> None:
        """Telegram took it. For a card also after its first step: the message's id is
        known then and no data has left (`entry.message_id` is None in that call)."""

    def on_failed(
        self,
        session: Session,
        entry: outbox.Entry,
        state: str,
        why: str,
        now: dt.datetime,
    ) -> None:
        """It ended as outbox.REFUSED, UNKNOWN or DROPPED."""

    def on_blocked(self, session: Session, chat_id: int, now: dt.datetime) -> None:
        """The chat cannot be reached: blocked, never started, left, gone (P9)."""

    def on_migrated(
        self, session: Session, old: int, new: int, now: dt.datetime
    ) -> None:
        """The group has another id; the outbox's own rows follow without help (P9)."""


Handle = Callable[[Update], Awaitable[bool]]
"""Handle an update: True once committed, or where there is nothing to do."""


class Fetching(Protocol):
    """What follows from fetching."""

    def on_set_aside(
        self, session: Session, update: Update | None, why: str, now: dt.datetime
    ) -> None:
        """An update was given up for good; None where it could not be read."""

    def on_gap(self, session: Session, since: dt.datetime, now: dt.datetime) -> None:
        """Telegram was not heard for so long that it may have dropped updates (P3)."""

    async def on_storage_failure(self, update: Update) -> None:
        """Nothing can be saved; once per chat and outage, sent directly (P11)."""
