"""What each tick of the clock does: send nudges, free claims, close, purge, prune.

One statement finds which parts have something to do; only those run. A part does a
piece at a time, each its own unit of work, so that claims come between.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from sqlmodel import Session

from bot.rules.ballot.phases import Phase
from bot.rules.care import who_knows as who_knows_rules
from bot.rules.care.handbook import Handbook
from bot.rules.nudges import planned_nudge
from bot.rules.privacy import retention
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
from storage import members, updates
from storage.care import feedback
from storage.outbox import history, take
from storage.privacy import audit_anchor
from storage.queue import cards, due_work, release_lapsed
from storage.statements import locks
from storage.team import people

CARDS_LAST = dt.timedelta(hours=46)
"""Telegram lets a bot delete its messages for 48 hours; we promise 47 (S11)."""
OUTBOX_LASTS = dt.timedelta(days=3)
PRUNED_EVERY = LEARNT_EVERY = 10
"""Minutes."""
AT_ONCE, PRUNED_AT_ONCE = 5, 100
"""Cards closed in one piece, and rows of a kind deleted in one."""
PIECES = 200
"""Most pieces of a part in one tick, so that no part waits long for its turn; the next
tick follows at once, and does what is left."""
ROUNDS = 3
"""How often a tick looks whether what it did made other parts due."""


@dataclass(frozen=True, slots=True)
class Tick:
    """The time of a tick, and what else its parts need."""

    now: dt.datetime
    numbers: queue_rules.Settings
    bot_name: str = ""
    handbook: Handbook = field(default_factory=Handbook)
    nudges: planned_nudge.Settings = planned_nudge.DEFAULTS

    @property
    def kept(self) -> dt.datetime:
        """Until when who is kept goes back to the queue in the last posting days."""
        ripe = queue_rules.ripe_after(Phase.LAST_DAYS, self.numbers)
        return self.now + max(self.numbers.ripe - ripe, dt.timedelta())


class Part(NamedTuple):
    """A part of the tick."""

    name: str
    """As `due_work` names what it has to do."""
    piece: Callable[[Session, Tick], object]
    """Does a piece of it; True where there may be more."""


def due(session: Session, tick: Tick) -> list[Part]:
    """List the parts that have something to do now, in their order."""
    found = due_work.find(session, _values(session, tick))
    if plan_nudges.planned_until(session) != tick.now:
        found.add("minute")
    if not tick.now.minute % PRUNED_EVERY:
        found.add("prune")
    if not tick.now.minute % LEARNT_EVERY and own_log.changed(
        session, tick.now, tick.numbers
    ):
        found.add("learn")
    return [part for part in PARTS if part.name in found]


def _values(session: Session, tick: Tick) -> dict[str, Any]:
    now, anchor = tick.now, audit_anchor.of(session)
    return {
        "now": now,
        "left": now - take.LEASE,
        "ahead": now + take.LEASE,
        "files": now - upload.LASTS,
        "lately": now - new_phase.WITHIN,
        "sooner": tick.kept,
        "soon": now + close_ballot.SLACK,
        "long_ago": now - retention.KEPT,
        "strange": now - groups.UNLINKED,
        "settled": now - audit_chain.SETTLED,
        "sealed": anchor.line if anchor else 0,
        "viewed": dt.datetime.fromisoformat(anchor.until) if anchor else now,
        "unanswered": now - who_knows_rules.ANSWER_WITHIN,
        "idle": now - practice.IDLE,
        "old": now - CARDS_LAST,
    }


def unit(part: Part, tick: Tick) -> Callable[[Session], object]:
    """Make the unit of work that does a piece of a part."""
    return partial(_do, part=part, tick=tick)


def _do(session: Session, part: Part, tick: Tick) -> object:
    """Do a piece; where another process ticks as well, one at a time."""
    locks.hold(session, "tick")
    return part.piece(session, tick)


def units(tick: Tick) -> list[Callable[[Session], object]]:
    """List the parts of a tick, each a unit that does all of it, if it is due."""
    return [partial(_do_all, part=part, tick=tick) for part in PARTS]


def _do_all(session: Session, part: Part, tick: Tick) -> None:
    if part in due(session, tick):
        while _do(session, part, tick):
            session.flush()


def _release_kept(session: Session, tick: Tick) -> bool:
    """Release members kept too long: sooner in the last posting days."""
    freed = release_lapsed.kept(session, tick.now, tick.kept)
    plan_nudges.hand_over_all(session, freed, tick.now)
    return bool(freed)


def _close(session: Session, card: cards.Card, how: str, now: dt.datetime) -> None:
    """Turn a card whose claim has ended into a line without data."""
    cards.update(session, card.id, closed_at=now, asking={"how": how})
    if card.message_id is None:
        return
    to = people.get(session, card.person_id, card.ballot_id).telegram_id
    ending = queue_endings.CardClosed(card.id, how)
    outgoing.edit_card(session, ending, to, card.message_id, now, silent=True)
    household.show_again(session, members.get(session, card.member_id), now)


def _delete(session: Session, card: cards.Card, now: dt.datetime) -> None:
    cards.update(session, card.id, deleted_at=now, closed_at=card.closed_at or now)
    if card.message_id is None:
        return
    holder = people.get(session, card.person_id, card.ballot_id)
    outgoing.delete(session, holder.telegram_id, card.message_id, now)


def _close_cards(session: Session, tick: Tick) -> bool:
    """Close cards whose claim has ended; delete shown ones while Telegram allows it."""
    left = cards.left_open(session, AT_ONCE)
    for card, how in left:
        _close(session, card, how, tick.now)
    old = cards.shown_before(session, tick.now - CARDS_LAST, AT_ONCE)
    for card in old:
        _delete(session, card, tick.now)
    more = release.take_old(session, tick.now - CARDS_LAST, tick.now, AT_ONCE)
    return more or AT_ONCE in (len(left), len(old))


def _prune(session: Session, tick: Tick) -> bool:
    """Delete old update ids and outbox rows, part feedback from what is left.

    Some of them; True where there may be more. To look in each tick would cost more.
    """
    handled = updates.prune(session, tick.now - updates.KEPT, PRUNED_AT_ONCE)
    sent = history.prune(session, tick.now - OUTBOX_LASTS, PRUNED_AT_ONCE)
    if PRUNED_AT_ONCE in (handled, sent):
        return True
    feedback.part_from_updates(session)
    return False


PARTS = (
    Part("outbox", lambda s, tick: send_results.recover(s, tick.now)),
    Part("files", lambda s, tick: upload.forget(s, tick.now)),
    Part("phases", lambda s, tick: new_phase.begin(s, tick.now)),
    Part("left by phase", lambda s, tick: new_phase.move(s, tick.now)),
    Part("learn", lambda s, tick: own_log.work_out(s, tick.now, tick.numbers)),
    Part("dates", lambda s, tick: plan_nudges.from_dates(s, tick.now, tick.nudges)),
    Part("ripe", lambda s, tick: plan_nudges.ripe(s, tick.now, tick.numbers)),
    Part("overdue", lambda s, tick: plan_nudges.overdue(s, tick.now)),
    Part("minute", lambda s, tick: plan_nudges.by_the_minute(s, tick.now)),
    Part("lapsed", lambda s, tick: release_lapsed.leases(s, tick.now)),
    Part("kept", _release_kept),
    Part("send", lambda s, tick: plan_nudges.send(s, tick.now, tick.bot_name)),
    Part("open again", lambda s, tick: close_ballot.open_again(s, tick.now)),
    Part("close", lambda s, tick: close_ballot.close_due(s, tick.now)),
    Part("closing", lambda s, tick: close_ballot.go_on(s, tick.now)),
    Part("purge", lambda s, tick: purge_members.purge_due(s, tick.now)),
    Part("strange groups", lambda s, tick: groups.leave_unlinked(s, tick.now)),
    Part("seal", lambda s, tick: audit_chain.grow(s, tick.now)),
    Part("who knows", lambda s, tick: who_knows.tick(s, tick.now)),
    Part("practice", lambda s, tick: practice.end_idle(s, tick.now)),
    Part(
        "ready answers", lambda s, tick: ready_answers.tick(s, tick.now, tick.handbook)
    ),
    Part("shares", lambda s, tick: share_out.lapse(s, tick.now)),
    Part("cards", _close_cards),
    Part("prune", _prune),
)
"""In this order: what one part frees the next one sees."""
