"""Apply what a send revealed: message ids, and what never went out."""

import datetime as dt

from sqlmodel import Session

from bot.rules.queue import endings as queue_endings
from bot.usecases import outbox_codec
from bot.usecases.nudges import results
from storage import ballots, outbox
from storage.privacy import shown_messages
from storage.queue import cards, claims


def _card(session: Session, entry: outbox.Entry) -> cards.Card | None:
    """Find the card that a row shows, if it shows one."""
    ending = outbox_codec.unpack(entry.ending) if entry.kind == "card" else None
    if not isinstance(ending, queue_endings.Handed):
        return None
    return cards.get(session, ending.card_id)


def sent(
    session: Session, entry: outbox.Entry, message_id: int | None, now: dt.datetime
) -> None:
    """Keep the id of a message that shows a member, a card or another (S11).

    For a card it comes after its first step too, when no data has left yet:
    `entry.message_id` is None then.
    """
    results.sent(session, entry, message_id, now)
    if message_id is None:
        return
    remember = entry.options.get("remember")
    if remember is not None:
        ballots.remember(session, remember, {"message_id": message_id})
    if entry.kind == "send" and entry.options.get("shows"):
        shown_messages.remember(session, entry.chat_id, message_id, now)
    card = _card(session, entry)
    if card is not None and entry.message_id is None:
        shown_at = card.shown_at or now
        cards.update(session, card.id, message_id=message_id, shown_at=shown_at)


def failed(
    session: Session, entry: outbox.Entry, state: str, why: str, now: dt.datetime
) -> None:
    """Give back the member of a card that never went out.

    `state` is outbox.REFUSED, UNKNOWN or DROPPED; may be called twice for one row.
    """
    results.failed(session, entry, state, why, now)
    card = _card(session, entry)
    if card is not None and card.closed_at is None:
        claims.end(session, card.member_id, "not shown", now)
        cards.update(session, card.id, closed_at=now, asking={"how": "released"})


def recover(session: Session, now: dt.datetime) -> None:
    """Send again what a stopped sender left, or mark it as unknown (P7)."""
    for entry in outbox.recover(session, now):
        failed(session, entry, outbox.UNKNOWN, "stopped while sending", now)
