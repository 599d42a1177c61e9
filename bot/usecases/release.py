"""Take members and cards from one person, or from everybody in a ballot."""

import datetime as dt
from collections.abc import Iterable

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.card_state import CardState
from bot.rules.replies import alarms
from bot.usecases import household, outgoing
from storage import members
from storage.privacy import shown_messages
from storage.queue import cards, claims, release_lapsed
from storage.team import people

AT_ONCE, KEPT_AT_ONCE = 5, 50
"""Most members and messages taken from a ballot in one piece; and most members who are
kept, which costs less."""


def release_all(
    session: Session, person_id: int, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Give back everything this person holds or keeps, and delete their cards."""
    for member in members.held(session, person_id, ballot_id):
        claims.end(session, member.id, how, now)
    release_lapsed.of_person(session, person_id, ballot_id)
    take_cards(session, person_id, ballot_id, how, now)


def take_cards(
    session: Session, person_id: int, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Delete this person's cards, open or closed, and what else shows members."""
    for card in cards.undeleted(session, person_id, ballot_id):
        _take_card(session, card, how, now)
    take_shown(session, people.get(session, person_id, ballot_id).telegram_id, now)


def _take_card(session: Session, card: cards.Card, how: str, now: dt.datetime) -> None:
    """Close a card, if it is open, and delete it."""
    asking: CardState = card.asking if card.closed_at else {"how": how}
    closed_at = card.closed_at or now
    cards.update(session, card.id, closed_at=closed_at, deleted_at=now, asking=asking)
    if card.message_id is not None:
        person = people.get(session, card.person_id, card.ballot_id)
        outgoing.delete(session, person.telegram_id, card.message_id, now)


def take_shown(session: Session, chat_id: int, now: dt.datetime) -> None:
    """Delete the other messages that show members in a chat, whatever the ballot."""
    _delete(session, shown_messages.take(session, chat_id), now)


def take_old(
    session: Session, before: dt.datetime, now: dt.datetime, limit: int
) -> bool:
    """Delete some messages that show members and were sent before then, everywhere.

    True where there may be more.
    """
    found = shown_messages.take_before(session, before, limit)
    _delete(session, found, now)
    return len(found) == limit


def stop(session: Session, member: Member, why: str, now: dt.datetime) -> None:
    """Close the holder's card, and tell them why (a code of `alarms.Stop`)."""
    for card in cards.still_open(session, member.id):
        holder = people.get(session, card.person_id, member.ballot_id)
        cards.update(session, card.id, closed_at=now, asking={"how": "stopped"})
        if card.message_id is not None:
            closed = queue_endings.CardClosed(card.id, "stopped")
            outgoing.edit_card(
                session, closed, holder.telegram_id, card.message_id, now
            )
        outgoing.say(session, alarms.Stop(card.id, why), holder.telegram_id, now)
    household.show_again(session, member, now)


def _delete(
    session: Session, found: Iterable[tuple[int, int]], now: dt.datetime
) -> None:
    for chat_id, message_id in found:
        outgoing.delete(session, chat_id, message_id, now)


def release_ballot(
    session: Session, ballot_id: int, how: str, now: dt.datetime
) -> None:
    """Take members and cards from everybody in a ballot."""
    while release_some(session, ballot_id, how, now):
        pass


def release_some(session: Session, ballot_id: int, how: str, now: dt.datetime) -> bool:
    """Do a piece of that; True where there may be more."""
    room = AT_ONCE
    for member_id in members.held_in(session, ballot_id, room):
        claims.end(session, member_id, how, now)
        for card in cards.still_open(session, member_id):
            _take_card(session, card, how, now)
        room -= 1
    for card in cards.undeleted_in(session, ballot_id, room):
        _take_card(session, card, how, now)
        room -= 1
    shown = shown_messages.take_of_team(session, ballot_id, room)
    _delete(session, shown, now)
    kept = release_lapsed.some_of_ballot(session, ballot_id, KEPT_AT_ONCE)
    return room == len(shown) or kept == KEPT_AT_ONCE
