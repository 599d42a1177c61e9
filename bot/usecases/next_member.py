"""Give an advocate the next member to contact."""

import datetime as dt
from dataclasses import replace

from bot.rules import caps, hours, queue, timetable
from bot.rules.endings import work
from bot.rules.phases import Phase
from bot.usecases import allowing, nudging, waiting_list
from bot.usecases.unit import Desk
from storage import audit, ballots, cards, claims, freeing, members, people

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


MOST = 3


def asked(desk: Desk) -> object:
    """`/next [n or workplace]`, in private or in the group."""
    if not desk.arrival.private and not _shown_the_way(desk):
        return None
    wish = desk.words
    if not wish.isdecimal():
        return told(desk, next_member(desk, wish or None))
    for _ in range(max(1, min(int(wish), MOST))):
        ending = another(desk)
        if not isinstance(ending, work.Handed):
            return told(desk, ending)
    return None


def pressed(desk: Desk, panel: cards.Panel, code: str) -> object:
    """*Next member* under a message that is no card."""
    return told(desk, next_member(desk))


def _shown_the_way(desk: Desk) -> bool:
    """The card goes to the private chat, if it is open; the group sees a short word."""
    if not desk.person.started:
        desk.acknowledge(work.PressStart(desk.bot_name))
        return False
    desk.acknowledge(work.InPrivate())
    return True


def told(desk: Desk, ending: work.Ending) -> work.Ending:
    """Say why there is no card; a card speaks for itself."""
    if not isinstance(ending, work.Handed):
        desk.tell(ending)
    return ending


def next_member(desk: Desk, workplace: str | None = None) -> work.Ending:
    """The same card again if one is open and untouched, else the next who is due."""
    people.settle(desk.session, desk.person.id, desk.ballot.id, active_at=desk.now)
    untouched = _untouched(desk)
    if untouched is not None:
        return show_again(desk, untouched)
    return another(desk, workplace)


def another(desk: Desk, workplace: str | None = None) -> work.Ending:
    """One more member, whatever is open; as far as the caps allow."""
    given = probes(desk)
    if not given:
        return no_cards(desk)
    freed = freeing.of_ballot(desk.session, desk.ballot.id, desk.now, given[0].kept)
    nudging.hand_over(desk.session, desk.ballot.id, freed, desk.now)
    now_seen = seen(desk)
    cap = caps.over(now_seen, desk.numbers, allowing.today(desk))
    if cap is not None:
        desk.note("over cap", detail=cap)
        allowing.capped(desk, cap, _limit(desk, cap))
        return work.OverCap(cap, _limit(desk, cap))
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
        return waiting_list.nobody_due(desk)
    allowing.watch(desk, replace(now_seen, hour=now_seen.hour + 1))
    return hand(desk, taken)


def probes(desk: Desk) -> tuple[queue.Probe, ...]:
    """The look-ups for the next member; none once the ballot was ended."""
    if _ended(desk):
        return ()
    return queue.probes(desk.ballot, desk.now, desk.numbers)


def no_cards(desk: Desk) -> work.NoCards:
    """Why there is no card for anybody now."""
    phase = timetable.phase(desk.ballot, desk.now)
    return work.NoCards(Phase.CLOSED if _ended(desk) else phase)


def _ended(desk: Desk) -> bool:
    return ballots.life(desk.session, desk.ballot.id).closed_at is not None


def hand(desk: Desk, taken: claims.Taken) -> work.Ending:
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
    desk.tell(work.Handed(card.id), kind="card")
    return work.Handed(card.id)


def show_again(desk: Desk, card: cards.Card) -> work.Handed:
    """The same card, moved to the bottom of the chat."""
    if card.message_id is not None:
        desk.delete(desk.person.telegram_id, card.message_id)
        cards.note(desk.session, card.id, message_id=None)
        desk.tell(work.Handed(card.id, again=True), kind="card")
    return work.Handed(card.id, again=True)


def _untouched(desk: Desk) -> cards.Card | None:
    """The open card of a member this person holds and has not moved to waiting."""
    for member in members.held(desk.session, desk.person.id, desk.ballot.id):
        live = member.lease_until is not None and member.lease_until > desk.now
        if live and not member.waiting:
            return cards.latest(desk.session, member.id, desk.person.id)
    return None


def seen(desk: Desk) -> caps.Seen:
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


def _limit(desk: Desk, cap: caps.Cap) -> int:
    numbers = desk.numbers
    return {
        caps.Cap.OPEN: numbers.open,
        caps.Cap.HOUR: numbers.hour + allowing.today(desk),
        caps.Cap.DAY: numbers.day + allowing.today(desk),
        caps.Cap.WAITING: numbers.waiting,
    }[cap]
