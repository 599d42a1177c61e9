"""Apply what a send revealed: message ids, and what never went out."""

import datetime as dt

from sqlmodel import Session

from bot.rules.queue import endings as queue_endings
from bot.usecases import outbox_codec, outgoing
from bot.usecases.nudges import results
from bot.usecases.team import groups
from storage import ballots
from storage.outbox import outbox_entry, settle, take
from storage.privacy import shown_messages
from storage.queue import cards, claims
from storage.team import people


def _card_id(entry: outbox_entry.Entry) -> int | None:
    """Tell which card a row shows, if it shows one."""
    ending = outbox_codec.unpack(entry.ending) if entry.kind == "card" else None
    return ending.card_id if isinstance(ending, queue_endings.Handed) else None


def sent(
    session: Session,
    entry: outbox_entry.Entry,
    message_id: int | None,
    now: dt.datetime,
) -> None:
    """Keep the id of a message that shows a member, a card or another (S11).

    It comes after the line without data too, when no data has left yet:
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
    if entry.kind == "send":
        _remember_line(session, entry, message_id)
    card_id = _card_id(entry) if entry.message_id is None else None
    if card_id is not None:
        cards.mark_shown(session, card_id, message_id, now)


def _remember_line(
    session: Session, entry: outbox_entry.Entry, message_id: int
) -> None:
    """Keep the id of the message below a card: it changes with the card."""
    ending = outbox_codec.unpack(entry.ending)
    if isinstance(ending, queue_endings.CardBelow):
        cards.remember_line(session, ending.card_id, message_id)


def failed(
    session: Session, entry: outbox_entry.Entry, state: str, why: str, now: dt.datetime
) -> None:
    """Give back the member of a card that never went out; delete the line before it.

    `state` is REFUSED, UNKNOWN or DROPPED of a row; may be called twice for one row.
    """
    results.failed(session, entry, state, why, now)
    if entry.kind == "send" and entry.chat_id < 0 and why in outbox_entry.NOT_ALLOWED:
        groups.silenced(session, entry.chat_id, now)
    if entry.kind == "edit" and why in (outbox_entry.GONE, outbox_entry.TOO_OLD):
        _say_below(session, entry, now)
    line = entry.message_id if entry.kind in ("send", "card") else None
    if line is not None and state != outbox_entry.UNKNOWN:
        outgoing.delete(session, entry.chat_id, line, now)
    card_id = _card_id(entry)
    card = None if card_id is None else cards.get(session, card_id)
    if card is not None and card.closed_at is None:
        claims.end(session, card.member_id, "not shown", now)
        cards.update(session, card.id, closed_at=now, asking={"how": "released"})


def _say_below(session: Session, entry: outbox_entry.Entry, now: dt.datetime) -> None:
    """Say in a new message what a card that cannot be edited would have said.

    The card was deleted on the phone, or is too old; what is said below already, or
    was taken away by the bot itself, is not said again.
    """
    ending = outbox_codec.unpack(entry.ending)
    if not isinstance(ending, queue_endings.CardClosed | queue_endings.CardAsks):
        return
    card = cards.get(session, ending.card_id)
    if card.asking.get("said_below") or card.deleted_at is not None:
        return
    cards.update(session, card.id, asking={**card.asking, "said_below": True})
    person = people.get(session, card.person_id, card.ballot_id)
    outgoing.say(session, queue_endings.CardBelow(card.id), person.telegram_id, now)


def recover(session: Session, now: dt.datetime) -> None:
    """Send again what a stopped sender left, or mark it as unknown (P7)."""
    for entry in take.recover(session, now):
        failed(session, entry, outbox_entry.UNKNOWN, "stopped while sending", now)
        if entry.options.get("forget"):
            settle.forget(session, entry.id)
