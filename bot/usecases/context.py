"""The unit of work: one update, one transaction; messages are committed with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Unpack

from sqlmodel import Session

from bot.rules.arrivals import Arrival, Place, PrivateChat
from bot.rules.ballot.ballot import Ballot
from bot.rules.care.handbook import Handbook
from bot.rules.endings import Ending
from bot.rules.lists.sheet_job import About
from bot.rules.person import Person
from bot.rules.public import Public
from bot.rules.queue import endings as queue_endings
from bot.rules.queue import queue_rules
from bot.usecases import outgoing
from storage import jobs
from storage.outbox.outbox_entry import How
from storage.privacy import audit
from storage.queue import cards

ENGLISH = "en"
ACK_LASTS = dt.timedelta(seconds=20)
ACK_WAITS = dt.timedelta(seconds=10)
PANEL_LASTS = dt.timedelta(days=2)
SAID_WITHIN = dt.timedelta(days=2)
"""Telegram keeps an update for a day; an older date is no date to go by."""
WHISPER_WITHIN = dt.timedelta(seconds=15)
"""How long Telegram accepts a message for one person's eyes (Bot API 10.3)."""


@dataclass(slots=True)
class Context:
    """What a use case works with; `now` is read once, the session commits afterwards.

    `person` is as they are in `ballot`; both are None only where the permission table
    says that strangers may.
    """

    session: Session
    now: dt.datetime
    numbers: queue_rules.Settings
    person: Person
    ballot: Ballot
    arrival: Arrival
    place: Place
    bot_name: str
    handbook: Handbook = field(default_factory=Handbook)
    ephemeral: bool = False
    forgets: bool = False
    """No row is to tell afterwards that the person did this."""

    def say(
        self,
        ending: Ending,
        to: PrivateChat,
        *,
        edits: int | None = None,
        **how: Unpack[How],
    ) -> int:
        """Say something in somebody's private chat."""
        return outgoing.say(
            self.session, ending, to, self.now, edits=edits, **self._how(how, to)
        )

    def tell(
        self, ending: Ending, *, edits: int | None = None, **how: Unpack[How]
    ) -> int:
        """Say something to the person who acts, in their private chat."""
        return self.say(ending, self.person.telegram_id, edits=edits, **how)

    def edit(self, ending: Ending) -> int:
        """Edit the message whose button was pressed; without a press send a new one."""
        pressed = self.arrival.message_id if self.arrival.callback_id else None
        return self.tell(ending, edits=pressed)

    def post(
        self, ending: Public, *, edits: int | None = None, **how: Unpack[How]
    ) -> int:
        """Say something that shows no member, in the chat the update came from.

        In a forum it stays in the topic.
        """
        to = self.arrival.chat_id
        how.setdefault("thread", self.arrival.thread)
        how = self._how(how, to)
        return outgoing.post(self.session, ending, to, self.now, edits=edits, **how)

    def _how(self, how: How, to: int) -> How:
        """Add what is so for all that is said in this unit."""
        if self.forgets:
            how["forget"] = True
        unknown = self.person.id == 0 and to == self.person.telegram_id
        if unknown and self.language:
            how["language"] = self.language
        return how

    def tell_organisers(self, ending: Ending, key: str | None = None) -> None:
        """Say something to each organiser of the ballot; with a `key` once."""
        outgoing.tell_organisers(
            self.session, self.ballot.id, ending, self.now, key=key
        )

    def delete(self, chat_id: int, message_id: int) -> None:
        """Delete a message; harmless if it is gone."""
        outgoing.delete(self.session, chat_id, message_id, self.now)

    def delete_message(self) -> None:
        """Delete the message that came, or whose button was pressed."""
        if self.arrival.message_id is not None:
            self.delete(self.arrival.chat_id, self.arrival.message_id)

    def acknowledge(self, ending: Public) -> None:
        """Reply in the group without member data; deleted soon after, dropped if late.

        Several *in private* replies become one; those with a button or reason do not.
        """
        if self.ephemeral:
            self._whisper(ending)
            return
        self.post(
            ending,
            ack=isinstance(ending, queue_endings.InPrivate),
            drop_at=self.now + ACK_WAITS,
            reply_to=self.arrival.message_id,
            delete_after=int(ACK_LASTS.total_seconds()),
        )

    def _whisper(self, ending: Public) -> None:
        """Reply so that only the person who acts sees it (`telegram.ephemeral`)."""
        self.post(
            ending,
            drop_at=self.now + WHISPER_WITHIN,
            receiver=self.person.telegram_id,
            language=self.language or ENGLISH,
            reply_to_ephemeral=self.arrival.ephemeral_id,
        )

    def panel(
        self,
        action: str,
        about: Mapping[str, object] | None = None,
        until: dt.datetime | None = None,
    ) -> str:
        """Open a panel of buttons for the person who acts; return its key."""
        return cards.open_panel(
            self.session,
            action,
            until or self.now + PANEL_LASTS,
            about=about,
            person_id=self.person.id,
            ballot_id=self.ballot.id or None,
            many=True,
        )

    def start_job(self, kind: str, about: About) -> jobs.Job:
        """Start a job for the person who acts, to be run after the commit."""
        return jobs.put(
            self.session,
            kind,
            self.now,
            ballot_id=self.ballot.id,
            person_id=self.person.id,
            about=about,
        )

    def note(self, action: str, member_id: int | None = None, detail: str = "") -> None:
        """Write a line of the audit log about the person who acts."""
        audit.record(
            self.session,
            action,
            self.now,
            ballot_id=self.ballot.id or None,
            person_id=self.person.id or None,
            member_id=member_id,
            detail=detail,
        )

    @property
    def language(self) -> str | None:
        """The language of the person who acts; None where nothing but English is known.

        What they chose counts, else what their Telegram is set to.
        """
        told = self.arrival.language
        return self.person.language or (told if told != ENGLISH else None) or None

    @property
    def words(self) -> str:
        """What was typed after the command; without a command, all that was typed."""
        return self.arrival.argument

    @property
    def said_at(self) -> dt.datetime:
        """When the words were typed; now, where the message's date cannot be right."""
        sent = self.arrival.sent_at
        if sent is None or not self.now - SAID_WITHIN <= sent <= self.now:
            return self.now
        return sent

    @property
    def first_word(self) -> tuple[str, str]:
        """The first word of what was typed behind the command, and the rest."""
        first, *rest = self.words.split(None, 1) or [""]
        return first.lower(), rest[0] if rest else ""
