"""Follow groups: the bot or people join and leave, a group migrates."""

import datetime as dt
from dataclasses import dataclass, replace

from sqlmodel import Session

from bot.rules.arrivals import Arrival
from bot.rules.person import WORKING, Person, State
from bot.rules.team import endings as team_endings
from bot.usecases import outgoing
from bot.usecases.team import link, membership
from storage import ballots
from storage.team import chats, people

UNLINKED = dt.timedelta(minutes=15)
"""How long the bot stays in a group to which no organiser has brought it (S2)."""


@dataclass(frozen=True, slots=True)
class Place:
    """The bot's place in a chat."""

    inside: bool
    can_delete: bool


def bot_moved(
    session: Session, arrival: Arrival, place: Place, now: dt.datetime
) -> None:
    """Note that the bot was added, promoted or removed.

    In private: blocked or started.
    """
    if arrival.private:
        _private(session, arrival, place, now)
        return
    chat = chats.get(session, arrival.chat_id)
    if not place.inside:
        removed(session, arrival.chat_id, now)
        return
    fresh = chat is None or chat.left_at is not None
    chats.add(session, arrival.chat_id, arrival.chat_kind, arrival.sender, now)
    chats.update(session, arrival.chat_id, can_delete=place.can_delete)
    if fresh:
        _added(session, arrival, now)
    elif not place.can_delete:
        _say_rights(session, arrival.chat_id, now)


def removed(session: Session, chat_id: int, now: dt.datetime) -> None:
    """Note that the bot is out of a group; tell the organisers once."""
    chat = chats.get(session, chat_id)
    if chat is None or chat.left_at is not None:
        return
    chats.update(session, chat_id, left_at=now)
    if chat.ballot_id is not None:
        ending = team_endings.GroupSilent(chat.ballot_id, removed=True)
        outgoing.tell_organisers(session, chat.ballot_id, ending, now)


def silenced(session: Session, chat_id: int, now: dt.datetime) -> None:
    """Tell the organisers, once a day, that the bot may not write in a group."""
    chat = chats.get(session, chat_id)
    if chat is None or chat.ballot_id is None or chat.left_at is not None:
        return
    ending = team_endings.GroupSilent(chat.ballot_id, removed=False)
    key = f"silenced {chat_id} {now:%Y%m%d}"
    outgoing.tell_organisers(session, chat.ballot_id, ending, now, key=key)


def _added(session: Session, arrival: Arrival, now: dt.datetime) -> None:
    """Offer to link the group if an organiser added the bot; else tell organisers."""
    by = people.find(session, arrival.sender or 0)
    if by is not None and (by.owner or by.organises) and by.state is State.ACTIVE:
        chats.update(session, arrival.chat_id, trusted=True)
        outgoing.post(session, link.offer_to(session, by, now), arrival.chat_id, now)
        return
    chats.update(session, arrival.chat_id, trusted=False)
    for organiser in everybody_organising(session):
        key = f"added {arrival.chat_id} {now.isoformat()} {organiser.id}"
        to = organiser.telegram_id
        outgoing.say(session, team_endings.AddedByStranger(), to, now, key=key)


def everybody_organising(session: Session) -> list[Person]:
    """List the organisers of all ballots, each once."""
    found = {
        person.id: person
        for ballot in ballots.every(session)
        for person in people.organisers(session, ballot.id)
    }
    return list(found.values())


def _say_rights(session: Session, chat_id: int, now: dt.datetime) -> None:
    """Say once in each group what the bot cannot do without the right to delete."""
    chat = chats.get(session, chat_id)
    if chat is None or chat.ballot_id is None or chat.told_rights:
        return
    chats.update(session, chat_id, told_rights=True)
    outgoing.post(session, team_endings.CannotSee(), chat_id, now)


def _private(
    session: Session, arrival: Arrival, place: Place, now: dt.datetime
) -> None:
    if not place.inside:
        membership.release_blocked(session, arrival.chat_id, now)
        return
    person = people.find(session, arrival.chat_id)
    if person is not None:
        people.update(session, person.id, blocked_at=None)


def person_moved(
    session: Session, arrival: Arrival, who: int, inside: bool, now: dt.datetime
) -> None:
    """Note that somebody joined or left a linked group, with effect at once (S4)."""
    chat = chats.get(session, arrival.chat_id)
    if chat is None or chat.ballot_id is None:
        return
    person = people.find(session, who, chat.ballot_id)
    if inside and (person is None or person.role not in WORKING):
        _stranger(session, arrival, chat.ballot_id, who, now)
    if inside and person is not None:
        membership.join_group(session, person, chat.id)
    if person is not None and person.in_group and person.group_id in (None, chat.id):
        membership.seen_in_group(session, person, inside, now)


def _stranger(
    session: Session, arrival: Arrival, ballot_id: int, who: int, now: dt.datetime
) -> None:
    """Tell the organisers, once a day, that a stranger joined the group."""
    ending = team_endings.StrangerInGroup(arrival.about_name or "?")
    key = f"stranger {arrival.chat_id} {who} {now:%Y%m%d}"
    outgoing.tell_organisers(session, ballot_id, ending, now, key=key)


def follow_migration(session: Session, old: int, new: int) -> None:
    """Change every stored id of a group that became a supergroup (P9)."""
    chats.migrate(session, old, new)


def meet_group(session: Session, arrival: Arrival, now: dt.datetime) -> Arrival:
    """Note a group the bot finds itself in, as if a stranger had added it.

    What was said in one that has become a supergroup is answered there.
    """
    group = arrival.chat_kind in ("group", "supergroup") and not arrival.guest
    if not group or chats.get(session, arrival.chat_id) is not None:
        return arrival
    grown = chats.grown_from(session, arrival.chat_id)
    if grown is not None:
        return replace(arrival, chat_id=grown, message_id=None, reply_to=None)
    chats.add(session, arrival.chat_id, arrival.chat_kind, None, now)
    return arrival


def leave_unlinked(session: Session, now: dt.datetime) -> None:
    """Leave groups that a stranger brought the bot to and nobody has linked (S2)."""
    for chat in chats.unlinked(session):
        if not chat.trusted and chat.added_at + UNLINKED <= now:
            chats.update(session, chat.id, left_at=now)
            outgoing.leave(session, chat.id, now)
