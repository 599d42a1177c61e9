"""A member's name, a number or a list in the group: tell whom it concerns."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.arrivals import Arrival
from bot.rules.person import Person
from bot.rules.privacy import endings as privacy_endings
from bot.rules.privacy import leaks
from bot.usecases import outgoing
from bot.usecases.context import Context
from storage import ballots
from storage.privacy import audit, names_in_text
from storage.queue import cards
from storage.team import chats, people

LASTS = dt.timedelta(hours=47)
"""So long Telegram lets a bot delete others' messages."""


def names_a_member(session: Session, arrival: Arrival) -> bool:
    """Whether a message in a linked group could name a member; nothing is kept."""
    chat = chats.get(session, arrival.chat_id)
    if chat is None or chat.ballot_id is None or not arrival.words:
        return False
    found = leaks.traces(arrival.words)
    return names_in_text.names_a_member(session, chat.ballot_id, found)


def is_list(arrival: Arrival) -> bool:
    """Whether a message brings a spreadsheet, which may be a list of members."""
    return arrival.document is not None and leaks.is_sheet(arrival.document.name)


def report_list(
    session: Session, arrival: Arrival, now: dt.datetime, bot_name: str
) -> bool:
    """Delete a list sent into a linked group if the bot may; say where lists go.

    Each file is deleted; the group and the organisers are told once for an album.
    """
    chat = chats.get(session, arrival.chat_id)
    if chat is None or chat.ballot_id is None or arrival.message_id is None:
        return False
    deleted = chat.can_delete
    if deleted:
        outgoing.delete(session, chat.id, arrival.message_id, now)
    name = f"list in group {chat.id} {arrival.album or arrival.message_id}"
    sender = people.find(session, arrival.sender or 0, chat.ballot_id)
    if not _first_time(session, name, chat.ballot_id, sender, now):
        return True
    way = privacy_endings.ListInGroup(bot_name, deleted)
    outgoing.post(session, way, chat.id, now)
    leaked = privacy_endings.ListLeaked(deleted)
    outgoing.tell_organisers(session, chat.ballot_id, leaked, now)
    return True


def report(session: Session, arrival: Arrival, now: dt.datetime) -> bool:
    """Tell the sender how to delete it; organisers can do it with one tap.

    Once for each message, however often it comes or is edited.
    """
    chat = chats.get(session, arrival.chat_id)
    name = f"leak {arrival.chat_id} {arrival.message_id}"
    if chat is None or chat.ballot_id is None:
        return False
    sender = people.find(session, arrival.sender or 0, chat.ballot_id)
    if not _first_time(session, name, chat.ballot_id, sender, now):
        return False
    if sender and sender.started and sender.blocked_at is None:
        ending = privacy_endings.YouNamedSomebody(chat.can_delete)
        outgoing.say(session, ending, sender.telegram_id, now)
    for organiser in people.organisers(session, chat.ballot_id):
        where = {"chat": chat.id, "message": arrival.message_id}
        key = cards.open_panel(
            session,
            "leak",
            now + LASTS,
            about=where,
            person_id=organiser.id,
            ballot_id=chat.ballot_id,
        )
        leak = privacy_endings.LeakSeen(key, chat.can_delete)
        outgoing.say(session, leak, organiser.telegram_id, now)
    return True


def _first_time(
    session: Session, name: str, ballot_id: int, sender: Person | None, now: dt.datetime
) -> bool:
    """Whether this was not seen before; then write it down."""
    if ballots.recall(session, name):
        return False
    ballots.remember(session, name, {"at": now.isoformat()})
    person_id = sender.id if sender else None
    audit.record(session, "leak seen", now, ballot_id=ballot_id, person_id=person_id)
    return True


def delete(context: Context, panel: cards.Panel, _code: str) -> object:
    """Delete the message from the group, by the button *Delete it*."""
    chat, message = panel.about.get("chat"), panel.about.get("message")
    if not isinstance(chat, int) or not isinstance(message, int):
        return general_endings.NotAllowed("expired")
    context.delete(chat, message)
    context.note("leak deleted")
    context.edit(privacy_endings.LeakDeleted())
    return privacy_endings.LeakDeleted()
