"""What time does by itself: lapsed cards close, old ones go, old traces are pruned."""

import datetime as dt

from sqlmodel import Session

from bot.rules import queue
from bot.rules.endings import work
from bot.usecases import (
    chains,
    closing,
    dispatching,
    groups,
    lists_in,
    nudging,
    purging,
    saying,
    sharing,
    who_knows,
)
from storage import ballots, cards, freeing, jobs, outbox, people, updates

CARDS_LAST = dt.timedelta(hours=46)
"""Telegram lets a bot delete its messages for 48 hours; we promise 47 (S11)."""
LAST_STRETCH = dt.timedelta(days=21)
"""The last posting days begin at most so long before the close."""
OUTBOX_LASTS = dt.timedelta(days=3)


def tick(
    session: Session, now: dt.datetime, numbers: queue.Settings, bot_name: str = ""
) -> None:
    """One tick: lapsed leases, nudges, cards, then old traces."""
    nudging.plan(session, now, numbers)
    _free(session, now, numbers)
    dispatching.send(session, now, bot_name)
    closing.close_due(session, now)
    purging.purge_due(session, now)
    groups.leave_unlinked(session, now)
    chains.grow(session, now)
    who_knows.tick(session, now)
    sharing.lapse(session, now)
    jobs.forget(session, now - lists_in.LASTS)
    for card, how in cards.left_open(session):
        _close(session, card, how, now)
    for card in cards.shown_before(session, now - CARDS_LAST):
        _delete(session, card, now)
    updates.prune(session, now - updates.KEPT)
    outbox.prune(session, now - OUTBOX_LASTS)


def _free(session: Session, now: dt.datetime, numbers: queue.Settings) -> None:
    """Lapsed leases, and what was kept too long: sooner in the last posting days."""
    freed = freeing.everywhere(session, now)
    for ballot in ballots.closing(session, now, now + LAST_STRETCH):
        probes = queue.probes(ballot, now, numbers)
        if probes and probes[0].kept > now:
            found = freeing.of_ballot(session, ballot.id, now, probes[0].kept)
            freed += [(ballot.id, person) for person in found]
    for ballot_id, person in freed:
        nudging.hand_over(session, ballot_id, [person], now)


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
