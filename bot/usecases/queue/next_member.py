"""Give an advocate the next member to contact, or say why there is none."""

import datetime as dt
from dataclasses import replace
from typing import TypeVar

from bot.rules.ballot import hours, timetable
from bot.rules.ballot.phases import Phase
from bot.rules.care import practice_endings
from bot.rules.member import Member
from bot.rules.queue import caps, queue_rules
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.bands import Band
from bot.usecases import outgoing
from bot.usecases.care import practice
from bot.usecases.context import Context
from bot.usecases.nudges import plan_nudges
from bot.usecases.privacy import views
from bot.usecases.queue import held_members
from bot.usecases.team import allow_more
from storage import ballots, counters
from storage.queue import cards, claims, release_lapsed, waiting_counts
from storage.team import people

MOST = 3
NOTHING_SEEN = caps.Seen()
Answer = queue_endings.Ending | practice_endings.OfferScenes
"""A card, why there is none, or the practice talk to play before the first."""
Said = TypeVar("Said", bound=Answer)


def by_command(context: Context) -> object:
    """`/next [n or workplace]`, in private or in the group."""
    if not context.arrival.private and not _shown_the_way(context):
        return None
    wish = context.words
    if not wish.isdecimal():
        return say_unless_handed(context, next_member(context, wish or None))
    for _ in range(max(1, min(int(wish), MOST))):
        ending = another(context)
        if not isinstance(ending, queue_endings.Handed):
            return say_unless_handed(context, ending)
    return None


def by_button(context: Context, panel: cards.Panel, _code: str) -> object:
    """*Next member* under a message that is no card."""
    onward = another if panel.about.get("another") else next_member
    return say_unless_handed(context, onward(context))


def _shown_the_way(context: Context) -> bool:
    """Reply in the group: cards come in private; False if that chat is not open."""
    if not context.person.started:
        context.acknowledge(queue_endings.PressStart(context.bot_name))
        return False
    context.acknowledge(queue_endings.InPrivate())
    return True


def say_unless_handed(context: Context, ending: Said) -> Said:
    """Say why there is no card, unless there is one."""
    if not isinstance(ending, queue_endings.Handed):
        context.tell(ending)
    return ending


def next_member(context: Context, workplace: str | None = None) -> Answer:
    """Show the same card if one is open and untouched, else the next who is due."""
    people.update_role(
        context.session, context.person.id, context.ballot.id, active_at=context.now
    )
    live = held_members.current(context)
    untouched = _untouched(context, live)
    if untouched is not None:
        return show_again(context, untouched)
    return another(context, workplace, live)


def another(
    context: Context, workplace: str | None = None, live: list[Member] | None = None
) -> Answer:
    """Hand one more member, whatever is open, as far as the caps allow.

    `live` are the members this person holds, where they are known already.
    """
    given = probes(context)
    if not given:
        return no_cards(context)
    if practice.needed(context):
        return practice.ask_first(context)
    freed = release_lapsed.of_ballot(
        context.session, context.ballot.id, context.now, given[0].kept
    )
    plan_nudges.hand_over(context.session, context.ballot.id, freed, context.now)
    shown = views.shown(context)
    live = held_members.current(context) if live is None else live
    now_seen = count_held(live, shown.seen)
    cap = caps.reached(
        now_seen,
        context.numbers,
        allow_more.allowed_today(context),
        organises=context.person.organises,
    )
    if cap is not None:
        return views.over(context, cap)
    taken = _take(context, now_seen, workplace)
    if not taken:
        return nobody_due(context)
    handed = [hand(context, one, shown) for one in taken]
    return handed[0]


def _take(
    context: Context, now_seen: caps.Seen, workplace: str | None
) -> list[claims.Taken]:
    """Take the next member, and who of the same household is due, as far as caps go."""
    due = queue_rules.probes(context.ballot, context.now, context.numbers, now_seen.day)
    lease_until = caps.lease_until(context.now, context.numbers)
    own = context.person.own_member_id
    evenings = not hours.not_served(context.ballot, context.now)
    taken = claims.take(
        context.session,
        context.ballot.id,
        context.person.id,
        due,
        lease_until=lease_until,
        now=context.now,
        workplace=workplace or context.person.workplace,
        own=own,
        evenings=evenings,
        one_caller=context.numbers.households,
    )
    if taken is None or not context.numbers.households:
        return [taken] if taken else []
    room = caps.room(
        now_seen,
        context.numbers,
        allow_more.allowed_today(context),
        organises=context.person.organises,
    )
    along = claims.take_along(
        context.session,
        taken.member,
        context.person.id,
        due,
        room=room - 1,
        lease_until=lease_until,
        now=context.now,
        own=own,
        evenings=evenings,
    )
    return [taken, *along]


def probes(context: Context) -> tuple[queue_rules.Probe, ...]:
    """List the look-ups for the next member; none once the ballot is closed."""
    if _ended(context):
        return ()
    return queue_rules.probes(context.ballot, context.now, context.numbers)


def no_cards(context: Context) -> queue_endings.NoCards:
    """Give the reason why there is no card for anybody now."""
    phase = timetable.phase(context.ballot, context.now)
    return queue_endings.NoCards(Phase.CLOSED if _ended(context) else phase)


def _ended(context: Context) -> bool:
    return ballots.life(context.session, context.ballot.id).closed_at is not None


def hand(
    context: Context, taken: claims.Taken, shown: views.Shown | None = None
) -> queue_endings.Ending:
    """Make a card for a claim just made: logged as seen, queued to be shown.

    `shown` is what this person was shown until now, where that is known already.
    """
    member = taken.member
    card = cards.open_card(
        context.session,
        taken.claim_id,
        context.ballot.id,
        member.id,
        context.person.id,
        context.now,
    )
    views.note(context, views.CARD, member.id, before=shown)
    context.note("taken", member.id, f"band {member.band}")
    return _show(context, queue_endings.Handed(card.id))


def show_again(context: Context, card: cards.Card) -> queue_endings.Handed:
    """Show the same card, moved to the bottom of the chat."""
    again = queue_endings.Handed(card.id, again=True)
    views.note(context, views.AGAIN, card.member_id)
    if card.message_id is None:
        return again
    context.delete(context.person.telegram_id, card.message_id)
    cards.update(context.session, card.id, message_id=None)
    return _show(context, again)


def _show(context: Context, ending: queue_endings.Handed) -> queue_endings.Handed:
    outgoing.show_card(context.session, ending, context.person.telegram_id, context.now)
    return ending


def _untouched(context: Context, live: list[Member]) -> cards.Card | None:
    """Find the open card of a member held here and not moved to waiting."""
    for member in live:
        if not member.waiting:
            return cards.newest(context.session, member.id, context.person.id)
    return None


def count_held(live: list[Member], seen: caps.Seen = NOTHING_SEEN) -> caps.Seen:
    """Add to what a person has been shown what they hold."""
    return replace(
        seen,
        open=sum(not m.waiting for m in live),
        waiting=sum(m.waiting for m in live),
    )


def nobody_due(context: Context) -> queue_endings.NobodyDue:
    """Count who is due later, is with others, or needs an organiser."""
    bands = queue_rules.order(context.ballot, context.now, context.numbers)
    ahead = waiting_counts.ahead(
        context.session, context.ballot.id, [int(b) for b in bands]
    )
    return queue_endings.NobodyDue(
        ballot_id=context.ballot.id,
        waiting=sum(count for count, _ in ahead.values()),
        next_due=min(_comes(context, ahead), default=None),
        with_others=waiting_counts.held(
            context.session, context.ballot.id, context.person.id
        ),
        with_organiser=waiting_counts.with_organiser(
            context.session, context.ballot.id
        ),
        listed=bool(counters.by_standing(context.session, context.ballot.id)),
    )


def _comes(context: Context, ahead: waiting_counts.Ahead) -> list[dt.datetime]:
    phase = timetable.phase(context.ballot, context.now)
    times = [
        queue_rules.due_from(Band(band), due_at, phase, context.numbers)
        for band, (_, due_at) in ahead.items()
    ]
    return [time for time in times if time > context.now]
