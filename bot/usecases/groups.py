"""Groups: the bot comes and goes, people come and go, a group moves."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from bot.rules.arrivals import Arrival
from bot.usecases import reaching
from storage import chats, people


@dataclass(frozen=True, slots=True)
class Place:
    """The bot's place in a chat."""

    inside: bool
    can_delete: bool


def my_place(
    session: Session, arrival: Arrival, place: Place, now: dt.datetime
) -> None:
    """The bot was added, promoted or removed; in private: blocked or started."""
    if arrival.private:
        _private(session, arrival, place, now)
        return
    chat = chats.get(session, arrival.chat_id)
    if not place.inside:
        if chat is not None:
            chats.note(session, chat.id, left_at=now)
        return
    chats.add(session, arrival.chat_id, arrival.chat_kind, arrival.sender, now)
    chats.note(session, arrival.chat_id, can_delete=place.can_delete)


def _private(
    session: Session, arrival: Arrival, place: Place, now: dt.datetime
) -> None:
    if not place.inside:
        reaching.blocked(session, arrival.chat_id, now)
        return
    person = people.met(session, arrival.chat_id)
    if person is not None:
        people.note(session, person.id, blocked_at=None)


def their_place(
    session: Session, arrival: Arrival, who: int, inside: bool, now: dt.datetime
) -> None:
    """Somebody came to a linked group, or left it: that takes effect at once (S4)."""
    chat = chats.get(session, arrival.chat_id)
    if chat is None or chat.ballot_id is None:
        return
    person = people.met(session, who, chat.ballot_id)
    if person is None or person.in_group is None:
        return
    reaching.seen_in_group(session, who, inside, now)


def moved(session: Session, old: int, new: int) -> None:
    """The group became a supergroup."""
    reaching.migrated(session, old, new)
