"""Whom somebody's words are about."""

import datetime as dt

from bot.rules.members import Member
from bot.usecases.unit import Desk
from storage import cards, claims, members

REMEMBERED = dt.timedelta(days=14)


def held(desk: Desk) -> list[Member]:
    """Members this person holds now: open first, then waiting."""
    found = members.held(desk.session, desk.person.id, desk.ballot.id)
    return [m for m in found if m.lease_until and m.lease_until > desk.now]


def open_cards(desk: Desk) -> list[cards.Card]:
    """The cards of the members held, open ones first."""
    found = (
        cards.latest(desk.session, member.id, desk.person.id) for member in held(desk)
    )
    return [card for card in found if card is not None]


def replied_to(desk: Desk) -> cards.Card | None:
    """The card that the message replies to."""
    if desk.arrival.reply_to is None:
        return None
    return cards.of_message(desk.session, desk.person.id, desk.arrival.reply_to)


def lately(desk: Desk) -> list[Member]:
    """Members this person held in the last 14 days, the latest first."""
    since = desk.now - REMEMBERED
    found = claims.recent(desk.session, desk.person.id, desk.ballot.id, since)
    ids = dict.fromkeys(claim.member_id for claim in found)
    return [members.get(desk.session, member_id) for member_id in ids]
