"""What the program says and is told, kept for tests to look at."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session
from telegram import Update

from bot.delivery import ports
from bot.texts import messages
from storage import outbox


class Words:
    """Says what a row's ending says; None where it holds no text any more."""

    def render(self, session: Session, entry: outbox.Entry) -> messages.Said | None:
        if entry.ending.get("mistake"):
            raise LookupError("a mistake of ours")
        text = entry.ending.get("text")
        return None if text is None else messages.Message(text)

    def merge(
        self, session: Session, entries: Sequence[outbox.Entry]
    ) -> messages.Message | None:
        return messages.Message(", ".join(entry.ending["text"] for entry in entries))

    def opening(self, entry: outbox.Entry) -> messages.Message:
        return messages.Message("Next member is ready")


class Told:
    """Keeps what delivery tells the program."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, int | None]] = []
        self.failed: list[tuple[int, str, str]] = []
        self.blocked: list[int] = []
        self.migrated: list[tuple[int, int]] = []
        self.place: ports.Membership | None = None
        self.inside: list[bool] = []
        self.unconfirmed: list[int] = []
        self.set_aside: list[str] = []
        self.gaps: list[dt.datetime] = []
        self.outages: list[int] = []

    def membership(
        self, session: Session, entry: outbox.Entry
    ) -> ports.Membership | None:
        return self.place

    def on_member(
        self, session: Session, entry: outbox.Entry, inside: bool, now: dt.datetime
    ) -> None:
        self.inside.append(inside)

    def on_unconfirmed(
        self, session: Session, entry: outbox.Entry, now: dt.datetime
    ) -> None:
        self.unconfirmed.append(entry.id)

    def on_sent(
        self, session: Session, entry: outbox.Entry, message_id: int | None, now: Any
    ) -> None:
        self.sent.append((entry.id, message_id))

    def on_failed(
        self, session: Session, entry: outbox.Entry, state: str, why: str, now: Any
    ) -> None:
        self.failed.append((entry.id, state, why))

    def on_blocked(self, session: Session, chat_id: int, now: dt.datetime) -> None:
        self.blocked.append(chat_id)

    def on_migrated(
        self, session: Session, old: int, new: int, now: dt.datetime
    ) -> None:
        self.migrated.append((old, new))

    def on_set_aside(
        self, session: Session, update: Update | None, why: str, now: dt.datetime
    ) -> None:
        self.set_aside.append(why)

    def on_gap(self, session: Session, since: dt.datetime, now: dt.datetime) -> None:
        self.gaps.append(since)

    async def on_storage_failure(self, update: Update) -> None:
        self.outages.append(update.effective_chat.id)
