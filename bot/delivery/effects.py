"""What follows from sending and fetching: effects on what is known."""

import datetime as dt
from collections.abc import Awaitable, Callable

from sqlmodel import Session
from telegram import Update

from bot.delivery import ports
from bot.texts import general_endings, messages
from bot.usecases.entry import lost_updates, send_results
from bot.usecases.team import groups, membership
from storage import outbox

Direct = Callable[[int, messages.Message], Awaitable[bool]]


class Effects:
    """See delivery.ports.Sending and delivery.ports.Fetching."""

    direct: Direct

    def membership(
        self, session: Session, entry: outbox.Entry
    ) -> ports.Membership | None:
        """The group that vouches for the advocate; None: role alone."""
        found = membership.of_holder(session, entry)
        if found is None:
            return None
        return ports.Membership(found.group_id, found.user_id, found.confirmed_at)

    def on_member(
        self, session: Session, entry: outbox.Entry, inside: bool, now: dt.datetime
    ) -> None:
        """Telegram said whether they are in the group."""
        membership.confirmed(session, entry, inside, now)

    def on_unconfirmed(
        self, session: Session, entry: outbox.Entry, now: dt.datetime
    ) -> None:
        """Nobody could say whether they are in the group: no card."""
        membership.unconfirmed(session, entry, now)

    def on_sent(
        self,
        session: Session,
        entry: outbox.Entry,
        message_id: int | None,
        now: dt.datetime,
    ) -> None:
        """A message of ours has an id now."""
        send_results.sent(session, entry, message_id, now)

    def on_failed(
        self,
        session: Session,
        entry: outbox.Entry,
        state: str,
        why: str,
        now: dt.datetime,
    ) -> None:
        """It never went, or nobody knows."""
        send_results.failed(session, entry, state, why, now)

    def on_blocked(self, session: Session, chat_id: int, now: dt.datetime) -> None:
        """The chat cannot be reached any more."""
        membership.blocked(session, chat_id, now)

    def on_migrated(
        self, session: Session, old: int, new: int, now: dt.datetime
    ) -> None:
        """The group has another id."""
        groups.moved(session, old, new)

    def on_set_aside(
        self, session: Session, update: Update | None, why: str, now: dt.datetime
    ) -> None:
        """Somebody's words were given up: they should send them again."""
        chat = update.effective_chat if update else None
        if chat is not None:
            lost_updates.set_aside(session, chat.id, now)

    def on_gap(self, session: Session, since: dt.datetime, now: dt.datetime) -> None:
        """Telegram was not heard for so long that words may be lost."""
        lost_updates.after_silence(session, now)

    async def on_storage_failure(self, update: Update) -> None:
        """Nothing can be saved: said at once, past the outbox."""
        chat = update.effective_chat
        if chat is not None and chat.id > 0:
            await self.direct(chat.id, messages.Message(general_endings.NOT_SAVED))
