"""Words that stand in the rows themselves, so that tests need no endings."""

import contextlib
from collections.abc import Sequence
from contextlib import AbstractContextManager

from sqlmodel import Session

from bot.texts import messages
from storage.outbox import outbox_entry


class Words:
    """Says what a row's ending says; None where it holds no text any more."""

    def render(
        self, session: Session, entry: outbox_entry.Entry
    ) -> messages.Rendered | None:
        if entry.ending.get("mistake"):
            raise LookupError("a mistake of ours")
        text = entry.ending.get("text")
        return None if text is None else messages.Message(text)

    def merge(
        self, session: Session, entries: Sequence[outbox_entry.Entry]
    ) -> messages.Message | None:
        return messages.Message(", ".join(entry.ending["text"] for entry in entries))

    def reading(self, entry: outbox_entry.Entry) -> AbstractContextManager[None]:
        return contextlib.nullcontext()

    def translated(self, message: messages.Message, language: str) -> messages.Message:
        return message

    def opening(self, entry: outbox_entry.Entry) -> messages.Message:
        return messages.Message("Next member is ready", protect=True)
