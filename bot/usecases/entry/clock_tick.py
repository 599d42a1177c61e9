"""What each tick of the clock does: send nudges, free claims, close, purge, prune."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlmodel import Session

from bot.rules.care.handbook import Handbook
from bot.rules.nudges import planned_nudge
from bot.rules.queue import endings as queue_endings
from bot.rules.queue import queue_rules
from bot.usecases import household, outgoing, release
from bot.usecases.ballot import close_ballot
from bot.usecases.care import practice, ready_answers, who_knows
from bot.usecases.entry import send_results
from bot.usecases.lists import share_out, upload
from bot.usecases.nudges import plan_nudges
from bot.usecases.privacy import audit_chain, purge_members
from bot.usecases.queue import new_phase, own_log
from bot.usecases.team import groups
from storage import ballots, members, outbox, rows, updates
from storage.queue import cards, release_lapsed
from storage.team import people

CARDS_LAST = dt.timedelta(hours=46)
"""Telegram lets a bot delete its messages for 48 hours; we promise 47 (S11)."""
LAST_STRETCH = dt.timedelta(days=21)
"""The last posting days begin at most so long before the close."""
OUTBOX_LASTS = dt.timedelta(days=3)
PRUNED_EVERY = LEARNT_EVERY = 10
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The time of a tick, and what else its parts need."""

    now: dt.datetime
    numbers: queue_rules.Settings
    bot_name: str = ""
    handbook: Handbook = field(default_factory=Handbook)
    nudges: planned_nudge.Settings = planned_nudge.DEFAULTS


Part = Callable[[Session, Tick], object]


def units(tick: Tick) -> list[Callable[[Session], object]]:
    """List the parts of a tick, each its own unit: one that fails stops no other."""
    return [partial(_run, part=part, tick=tick) for part in PARTS]


def _run(session: Session, part: Part, tick: Tick) -> None:
    """Run a part; where another process ticks as well, one part at a time."""
    rows.hold(session, "tick")
    part(session, tick)


def _free_lapsed(session: Session, tick: Tick) -> None:
    """Free lapsed claims and members kept too long: sooner in the last posting days."""
    now = tick.now
    freed = release_lapsed.everywhere(session, now)
    for ballot in ballots.closing_between(session, now, now + LAST_STRETCH):
        probes = queue_rules.probes(ballot, now, tick.numbers)
        if probes and probes[0].kept > now:
            found = release_lapsed.of_ballot(session, ballot.id, now, probes[0].kept)
            freed += [(ballot.id, person) for person in found]
    for ballot_id, person in freed:
        plan_nudges.hand_over(session, ballot_id, [person], now)


def _close(session: Session, card: cards.Card, how: str, now: dt.datetime) -> None:
    """Turn a card whose claim has ended into a line without data."""
    cards.update(session, card.id, closed_at=now, asking={"how": how})
    if card.message_id is None:
        return
    to = people.get(session, card.person_id, card.ballot_id).telegram_id
    ending = queue_endings.CardClosed(card.id, how)
    outgoing.say(session, ending, to, now, edits=card.message_id, silent=True)
    household.show_again(session, members.get(session, card.member_id), now)


def _delete(session: Session, card: cards.Card, now: dt.datetime) -> None:
    cards.update(session, card.id, deleted_at=now, closed_at=card.closed_at or now)
    if card.message_id is None:
        return
    holder = people.get(session, card.person_id, card.ballot_id)
    outgoing.delete(session, holder.telegram_id, card.message_id, now)


def _close_cards(session: Session, tick: Tick) -> None:
    """Close cards whose claim has ended; delete shown ones while Telegram allows it."""
    for card, how in cards.left_open(session):
        _close(session, card, how, tick.now)
    for card in cards.shown_before(session, tick.now - CARDS_LAST):
        _delete(session, card, tick.now)
    release.take_old(session, tick.now - CARDS_LAST, tick.now)


def _prune(session: Session, tick: Tick) -> None:
    """Delete old update ids and outbox rows; to look in each tick would cost more."""
    if tick.now.minute % PRUNED_EVERY:
        return
    updates.prune(session, tick.now - updates.KEPT)
    outbox.prune(session, tick.now - OUTBOX_LASTS)


def _learn(session: Session, tick: Tick) -> None:
    """Let each branch's own log correct its index."""
    if not tick.now.minute % LEARNT_EVERY:
        own_log.work_out(session, tick.now, tick.numbers)


PARTS: tuple[Part, ...] = (
    lambda session, tick: send_results.recover(session, tick.now),
    lambda session, tick: upload.forget(session, tick.now),
    lambda session, tick: new_phase.tick(session, tick.now),
    _learn,
    lambda session, tick: plan_nudges.plan(
        session, tick.now, tick.numbers, tick.nudges
    ),
    _free_lapsed,
    lambda session, tick: plan_nudges.send(session, tick.now, tick.bot_name),
    lambda session, tick: close_ballot.open_again(session, tick.now),
    lambda session, tick: close_ballot.close_due(session, tick.now),
    lambda session, tick: purge_members.purge_due(session, tick.now),
    lambda session, tick: groups.leave_unlinked(session, tick.now),
    lambda session, tick: audit_chain.grow(session, tick.now),
    lambda session, tick: who_knows.tick(session, tick.now),
    lambda session, tick: practice.end_idle(session, tick.now),
    lambda session, tick: ready_answers.tick(session, tick.now, tick.handbook),
    lambda session, tick: share_out.lapse(session, tick.now),
    _close_cards,
    _prune,
)
"""In this order: what one part frees the next one sees."""
