"""A member's name or number in the group: tell sender and organisers in private."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.arrivals import Arrival
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


def report(session: Session, arrival: Arrival, now: dt.datetime) -> bool:
    """Tell the sender how to delete it; organisers can do it with one tap.

    Once for each message, however often it comes or is edited.
    """
    chat = chats.get(session, arrival.chat_id)
    name = f"leak {arrival.chat_id} {arrival.message_id}"
    if chat is None or chat.ballot_id is None or ballots.recall(session, name):
        return False
    ballots.remember(session, name, {"at": now.isoformat()})
    sender = people.find(session, arrival.sender or 0, chat.ballot_id)
    audit.record(
        session,
        "leak seen",
        now,
        ballot_id=chat.ballot_id,
        person_id=sender.id if sender else None,
    )
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


def delete(context: Context, panel: cards.Panel, _code: str) -> object:
    """Delete the message from the group, by the button *Delete it*."""
    chat, message = panel.about.get("chat"), panel.about.get("message")
    if not isinstance(chat, int) or not isinstance(message, int):
        return general_endings.NotAllowed("expired")
    context.delete(chat, message)
    context.note("leak deleted")
    context.edit(privacy_endings.LeakDeleted())
    return privacy_endings.LeakDeleted()
