"""What time does by itself: lapsed cards close, old ones go, old traces are pruned."""

import datetime as dt

from sqlmodel import Session

from bot.rules import queue
from bot.rules.endings import work
from bot.usecases import saying
from storage import ballots, cards, claims, outbox, people, updates

CARDS_LAST = dt.timedelta(hours=46)
"""Telegram lets a bot delete its messages for 48 hours; we promise 47 (S11)."""
OUTBOX_LASTS = dt.timedelta(days=3)


def tick(session: Session, now: dt.datetime, numbers: queue.Settings) -> None:
    """One tick: every ballot's lapsed leases, then cards, then old traces."""
    for ballot in ballots.every(session):
        probes = queue.probes(ballot, now, numbers)
        kept = probes[0].kept if probes else now
        claims.free(session, ballot.id, now, kept)
    for card, how in cards.left_open(session):
        _close(session, card, how, now)
    for card in cards.shown_before(session, now - CARDS_LAST):
        _delete(session, card, now)
    updates.prune(session, now - updates.KEPT)
    outbox.prune(session, now - OUTBOX_LASTS)


def _close(session: Session, card: cards.Card, how: str, now: dt.datetime) -> None:
    """A card whose claim has ended becomes a line without data."""
    cards.note(session, card.id, closed_at=now, asking={"how": how})
    if card.message_id is None:
        return
    about = {
        **saying.pack(work.CardClosed(card.id, how)),
        "message_id": card.message_id,
    }
    holder = people.get(session, card.person_id, card.ballot_id)
    outbox.put(session, holder.telegram_id, "edit", about, now, silent=True)


def _delete(session: Session, card: cards.Card, now: dt.datetime) -> None:
    cards.note(session, card.id, deleted_at=now, closed_at=card.closed_at or now)
    if card.message_id is None:
        return
    holder = people.get(session, card.person_id, card.ballot_id)
    about = {"message_id": card.message_id}
    outbox.put(session, holder.telegram_id, "delete", about, now)
