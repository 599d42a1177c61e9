"""Give an advocate the next member to contact, or say why there is none."""

import datetime as dt
from dataclasses import replace

from bot.rules.ballot import hours, timetable
from bot.rules.ballot.phases import Phase
from bot.rules.queue import caps, queue_rules
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.bands import Band
from bot.usecases.context import Context
from bot.usecases.nudges import plan_nudges
from bot.usecases.queue import allow_more
from storage import ballots, counters, members
from storage.privacy import audit
from storage.queue import cards, claims, release_lapsed, waiting_counts
from storage.team import people

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


MOST = 3


def asked(desk: Context) -> object:
    """`/next [n or workplace]`, in private or in the group."""
    if not desk.arrival.private and not _shown_the_way(desk):
        return None
    wish = desk.words
    if not wish.isdecimal():
        return told(desk, next_member(desk, wish or None))
    for _ in range(max(1, min(int(wish), MOST))):
        ending = another(desk)
        if not isinstance(ending, queue_endings.Handed):
            return told(desk, ending)
    return None


def pressed(desk: Context, panel: cards.Panel, code: str) -> object:
    """*Next member* under a message that is no card."""
    return told(desk, next_member(desk))


def _shown_the_way(desk: Context) -> bool:
    """The card goes to the private chat, if it is open; the group sees a short word."""
    if not desk.person.started:
        desk.acknowledge(queue_endings.PressStart(desk.bot_name))
        return False
    desk.acknowledge(queue_endings.InPrivate())
    return True


def told(desk: Context, ending: queue_endings.Ending) -> queue_endings.Ending:
    """Say why there is no card; a card speaks for itself."""
    if not isinstance(ending, queue_endings.Handed):
        desk.tell(ending)
    return ending


def next_member(desk: Context, workplace: str | None = None) -> queue_endings.Ending:
    """The same card again if one is open and untouched, else the next who is due."""
    people.settle(desk.session, desk.person.id, desk.ballot.id, active_at=desk.now)
    untouched = _untouched(desk)
    if untouched is not None:
        return show_again(desk, untouched)
    return another(desk, workplace)


def another(desk: Context, workplace: str | None = None) -> queue_endings.Ending:
    """One more member, whatever is open; as far as the caps allow."""
    given = probes(desk)
    if not given:
        return no_cards(desk)
    freed = release_lapsed.of_ballot(
        desk.session, desk.ballot.id, desk.now, given[0].kept
    )
    plan_nudges.hand_over(desk.session, desk.ballot.id, freed, desk.now)
    now_seen = seen(desk)
    cap = caps.over(now_seen, desk.numbers, allow_more.today(desk))
    if cap is not None:
        desk.note("over cap", detail=cap)
        allow_more.capped(desk, cap, _limit(desk, cap))
        return queue_endings.OverCap(cap, _limit(desk, cap))
    taken = claims.take(
        desk.session,
        desk.ballot.id,
        desk.person.id,
        given,
        lease_until=caps.lease_until(desk.now, desk.numbers),
        now=desk.now,
        workplace=workplace or desk.person.workplace,
        own=desk.person.own_member_id,
        evenings=not hours.not_served(desk.ballot, desk.now),
    )
    if taken is None:
        return nobody_due(desk)
    allow_more.watch(desk, replace(now_seen, hour=now_seen.hour + 1))
    return hand(desk, taken)


def probes(desk: Context) -> tuple[queue_rules.Probe, ...]:
    """The look-ups for the next member; none once the ballot was ended."""
    if _ended(desk):
        return ()
    return queue_rules.probes(desk.ballot, desk.now, desk.numbers)


def no_cards(desk: Context) -> queue_endings.NoCards:
    """Why there is no card for anybody now."""
    phase = timetable.phase(desk.ballot, desk.now)
    return queue_endings.NoCards(Phase.CLOSED if _ended(desk) else phase)


def _ended(desk: Context) -> bool:
    return ballots.life(desk.session, desk.ballot.id).closed_at is not None


def hand(desk: Context, taken: claims.Taken) -> queue_endings.Ending:
    """A card for a claim just made: logged as seen, queued to be shown."""
    member = taken.member
    card = cards.open_card(
        desk.session,
        taken.claim_id,
        desk.ballot.id,
        member.id,
        desk.person.id,
        desk.now,
    )
    audit.viewed(
        desk.session, desk.ballot.id, desk.person.id, member.id, "card", desk.now
    )
    desk.note("taken", member.id, f"band {member.band}")
    desk.tell(queue_endings.Handed(card.id), kind="card")
    return queue_endings.Handed(card.id)


def show_again(desk: Context, card: cards.Card) -> queue_endings.Handed:
    """The same card, moved to the bottom of the chat."""
    if card.message_id is not None:
        desk.delete(desk.person.telegram_id, card.message_id)
        cards.note(desk.session, card.id, message_id=None)
        desk.tell(queue_endings.Handed(card.id, again=True), kind="card")
    return queue_endings.Handed(card.id, again=True)


def _untouched(desk: Context) -> cards.Card | None:
    """The open card of a member this person holds and has not moved to waiting."""
    for member in members.held(desk.session, desk.person.id, desk.ballot.id):
        live = member.lease_until is not None and member.lease_until > desk.now
        if live and not member.waiting:
            return cards.latest(desk.session, member.id, desk.person.id)
    return None


def seen(desk: Context) -> caps.Seen:
    """What this person holds and has been shown."""
    held = members.held(desk.session, desk.person.id, desk.ballot.id)
    live = [m for m in held if m.lease_until and m.lease_until > desk.now]
    count = (desk.session, desk.person.id, desk.ballot.id)
    return caps.Seen(
        open=sum(not m.waiting for m in live),
        hour=claims.seen_since(*count, desk.now - HOUR),
        day=claims.seen_since(*count, desk.now - DAY),
        waiting=sum(m.waiting for m in live),
    )


def _limit(desk: Context, cap: caps.Cap) -> int:
    numbers = desk.numbers
    return {
        caps.Cap.OPEN: numbers.open,
        caps.Cap.HOUR: numbers.hour + allow_more.today(desk),
        caps.Cap.DAY: numbers.day + allow_more.today(desk),
        caps.Cap.WAITING: numbers.waiting,
    }[cap]


def nobody_due(desk: Context) -> queue_endings.NobodyDue:
    """How many wait until their time, are with others, or need an organiser."""
    bands = queue_rules.order(desk.ballot, desk.now, desk.numbers)
    ahead = waiting_counts.ahead(desk.session, desk.ballot.id, [int(b) for b in bands])
    return queue_endings.NobodyDue(
        ballot_id=desk.ballot.id,
        waiting=sum(count for count, _ in ahead.values()),
        next_due=min(_comes(desk, ahead), default=None),
        with_others=waiting_counts.held(desk.session, desk.ballot.id, desk.person.id),
        with_organiser=waiting_counts.with_organiser(desk.session, desk.ballot.id),
        listed=bool(counters.by_standing(desk.session, desk.ballot.id)),
    )


def _comes(desk: Context, ahead: waiting_counts.Ahead) -> list[dt.datetime]:
    phase = timetable.phase(desk.ballot, desk.now)
    times = [
        queue_rules.due_from(Band(band), due_at, phase, desk.numbers)
        for band, (_, due_at) in ahead.items()
    ]
    return [time for time in times if time > desk.now]
