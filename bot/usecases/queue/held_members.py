"""The members an advocate holds or held lately, and which one is spoken of."""

import datetime as dt
from collections.abc import Iterable

from bot.rules.member import Member
from bot.rules.replies.reader import several
from bot.usecases.context import Context
from storage import members
from storage.queue import cards, claims

REMEMBERED = dt.timedelta(days=14)


def current(context: Context) -> list[Member]:
    """List the members this person holds now: open first, then waiting."""
    found = members.held(context.session, context.person.id, context.ballot.id)
    return [member for member in found if member.is_held(context.now)]


def open_cards(
    context: Context, live: Iterable[Member] | None = None
) -> list[cards.Card]:
    """List the cards of the members held, open ones first.

    `live` are these members, where they are known already.
    """
    ids = [member.id for member in (current(context) if live is None else live)]
    newest = cards.newest_of(context.session, ids, context.person.id)
    return [newest[one] for one in ids if one in newest]


def only_card(
    context: Context, held: list[cards.Card] | None = None
) -> cards.Card | None:
    """Find the card that words are about: the one replied to, or the only one held.

    `held` are the cards of the members held, where they are known already.
    """
    if context.arrival.reply_to is not None:
        card = _replied_to(context)
        if card is not None:
            return card if card.closed_at is None else None
    found = open_cards(context) if held is None else held
    return found[0] if len(found) == 1 else None


def likely(context: Context) -> list[Member]:
    """List whom words could be about: on a card replied to, held, or held lately."""
    card = _replied_to(context)
    if card is not None:
        first = members.get(context.session, card.member_id)
        return [first, *(m for m in recent(context) if m.id != first.id)]
    return current(context) or recent(context)


def by_name(found: Iterable[Member]) -> list[several.Held]:
    """List members by the names people use, for the reader of words."""
    return [
        several.Held(m.id, m.first_name, m.last_name, m.preferred_name or "")
        for m in found
    ]


def _replied_to(context: Context) -> cards.Card | None:
    if context.arrival.reply_to is None:
        return None
    card = cards.of_message(
        context.session, context.person.id, context.arrival.reply_to
    )
    return card if card is not None and card.ballot_id == context.ballot.id else None


def recent(context: Context) -> list[Member]:
    """List the members this person held in the last 14 days, the latest first."""
    since = context.now - REMEMBERED
    found = claims.recent(context.session, context.person.id, context.ballot.id, since)
    ids = dict.fromkeys(claim.member_id for claim in found)
    return [members.get(context.session, member_id) for member_id in ids]
