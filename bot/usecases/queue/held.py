"""Whom somebody's words are about."""

import datetime as dt

from bot.rules.member import Member
from bot.rules.replies.reader import several
from bot.usecases.context import Context
from storage import members
from storage.queue import cards, claims

REMEMBERED = dt.timedelta(days=14)


def held(desk: Context) -> list[Member]:
    """Members this person holds now: open first, then waiting."""
    found = members.held(desk.session, desk.person.id, desk.ballot.id)
    return [m for m in found if m.lease_until and m.lease_until > desk.now]


def open_cards(desk: Context) -> list[cards.Card]:
    """The cards of the members held, open ones first."""
    found = (
        cards.latest(desk.session, member.id, desk.person.id) for member in held(desk)
    )
    return [card for card in found if card is not None]


def only_card(desk: Context) -> cards.Card | None:
    """The one card the words are for: replied to and open, or the only one held."""
    if desk.arrival.reply_to is not None:
        card = _replied_to(desk)
        if card is not None:
            return card if card.closed_at is None else None
    found = open_cards(desk)
    return found[0] if len(found) == 1 else None


def likely(desk: Context) -> list[Member]:
    """Whom the words could be about: a shut card replied to, else held, else lately."""
    card = _replied_to(desk)
    if card is not None:
        first = members.get(desk.session, card.member_id)
        return [first, *(m for m in lately(desk) if m.id != first.id)]
    return held(desk) or lately(desk)


def names(desk: Context) -> list[several.Held]:
    """The open and waiting members by the names people use."""
    return [
        several.Held(m.id, m.first_name, m.last_name, m.preferred_name or "")
        for m in held(desk)
    ]


def _replied_to(desk: Context) -> cards.Card | None:
    if desk.arrival.reply_to is None:
        return None
    card = cards.of_message(desk.session, desk.person.id, desk.arrival.reply_to)
    return card if card is not None and card.ballot_id == desk.ballot.id else None


def lately(desk: Context) -> list[Member]:
    """Members this person held in the last 14 days, the latest first."""
    since = desk.now - REMEMBERED
    found = claims.recent(desk.session, desk.person.id, desk.ballot.id, since)
    ids = dict.fromkeys(claim.member_id for claim in found)
    return [members.get(desk.session, member_id) for member_id in ids]
