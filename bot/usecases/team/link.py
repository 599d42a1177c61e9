"""Bind a group to a ballot."""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.ballot.ballot import Ballot
from bot.rules.person import Person
from bot.rules.team import join_endings
from bot.usecases.context import PANEL_LASTS, Context
from storage import ballots
from storage.queue import cards
from storage.team import chats, people

NO_BALLOT = general_endings.NotAllowed("no ballot")


def offer(context: Context) -> join_endings.Ending | general_endings.NotAllowed:
    """`/link` in a group: one button for each ballot."""
    chat_id = context.arrival.chat_id
    if chats.get(context.session, chat_id) is None:
        by = context.person.telegram_id
        chats.add(context.session, chat_id, context.arrival.chat_kind, by, context.now)
    chats.update(context.session, chat_id, trusted=True)
    ending = offer_to(context.session, context.person, context.now)
    context.post(ending)
    return ending


def offer_to(
    session: Session, person: Person, now: dt.datetime
) -> join_endings.OfferLink | general_endings.NotAllowed:
    """Offer the ballots that this organiser may link a group to."""
    found = organised(session, person)
    if not found:
        return NO_BALLOT
    key = cards.open_panel(
        session,
        "link",
        now + PANEL_LASTS,
        about={"ballots": [ballot.id for ballot in found]},
        person_id=person.id,
        many=True,
    )
    return join_endings.OfferLink(key, tuple(ballot.name for ballot in found))


def organised(session: Session, person: Person) -> list[Ballot]:
    """List the unpurged ballots in which this person is an organiser."""
    return [
        ballot
        for ballot in ballots.every(session)
        if ballots.life(session, ballot.id).purged_at is None
        and (person.owner or people.get(session, person.id, ballot.id).organises)
    ]


def link(
    context: Context, panel: cards.Panel, code: str
) -> join_endings.Ending | general_endings.NotAllowed:
    """Link the group to this ballot from now on."""
    offered = panel.several("ballots")
    place = code.removeprefix("link")
    if not place.isdigit() or int(place) >= len(offered):
        return general_endings.NotAllowed("expired")
    ballot_id = offered[int(place)]
    mine = {ballot.id for ballot in organised(context.session, context.person)}
    chat_id = context.arrival.chat_id
    chat = chats.get(context.session, chat_id)
    if chat is None or ballot_id not in mine:
        return general_endings.NotAllowed("expired")
    told_rights = chat.told_rights or not chat.can_delete
    settled = {"ballot_id": ballot_id, "linked_at": context.now}
    chats.update(context.session, chat_id, **settled, told_rights=told_rights)
    context.note("group linked")
    key = chats.join_key(context.session, chat_id)
    ending = join_endings.Linked(ballot_id, chat.can_delete, context.bot_name, key)
    context.post(ending, edits=context.arrival.message_id)
    return ending
