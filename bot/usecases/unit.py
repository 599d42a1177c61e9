"""The unit of work: one update, one transaction, what is said committed with it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from bot.rules import queue
from bot.rules.arrivals import Arrival, Place
from bot.rules.ballot import Ballot
from bot.rules.persons import Person
from bot.usecases import saying
from storage import audit, cards, outbox

ACK_LASTS = dt.timedelta(seconds=20)
PANEL_LASTS = dt.timedelta(days=2)


@dataclass(slots=True)
class Desk:
    """What a use case works with. `now` was read once; the session commits after.

    `person` is as they are in `ballot`; both are None only where the permission table
    says that strangers may.
    """

    session: Session
    now: dt.datetime
    numbers: queue.Settings
    person: Person
    ballot: Ballot
    arrival: Arrival
    place: Place
    bot_name: str

    def say(self, ending: object, to: int, kind: str = "send", **more: Any) -> int:
        """Queue an ending for a chat; rendered and sent after the commit."""
        options = {
            name: more.pop(name)
            for name in ("send_at", "drop_at", "once", "silent", "key")
            if name in more
        }
        about = {**saying.pack(ending), **more}
        return outbox.put(self.session, to, kind, about, self.now, **options)

    def tell(self, ending: object, **more: Any) -> int:
        """Say something to the person who acts, in their private chat."""
        return self.say(ending, self.person.telegram_id, **more)

    def delete(self, chat_id: int, message_id: int) -> int:
        """Take a message away; harmless if it is gone."""
        about = {"message_id": message_id}
        return outbox.put(self.session, chat_id, "delete", about, self.now)

    def acknowledge(self, ending: object) -> None:
        """A short reply in the group; removed again, dropped if late, no data."""
        self.say(
            ending,
            self.arrival.chat_id,
            ack=True,
            reply_to=self.arrival.message_id,
            delete_after=int(ACK_LASTS.total_seconds()),
        )

    def panel(self, action: str, about: Mapping[str, object] | None = None) -> str:
        """Buttons for the person who acts; the key they carry."""
        return cards.open_panel(
            self.session,
            action,
            self.now + PANEL_LASTS,
            about=about,
            person_id=self.person.id,
            ballot_id=self.ballot.id,
            many=True,
        )

    def note(self, action: str, member_id: int | None = None, detail: str = "") -> None:
        """A line of the audit log about the person who acts."""
        audit.note(
            self.session,
            action,
            self.now,
            ballot_id=self.ballot.id,
            person_id=self.person.id,
            member_id=member_id,
            detail=detail,
        )

    @property
    def words(self) -> str:
        """What was typed after the command."""
        said = self.arrival.words
        return said.partition(" ")[2].strip() if said.startswith("/") else said.strip()
