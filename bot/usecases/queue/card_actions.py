"""Card buttons that record no outcome: message sent, skip, keep, give back."""

from bot.rules import general_endings
from bot.rules.ballot import hours
from bot.rules.member import Member
from bot.rules.queue import caps
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.bands import Band
from bot.rules.replies import enter_queue
from bot.usecases import household
from bot.usecases.care import who_knows
from bot.usecases.context import Context
from bot.usecases.queue import held_members, next_member
from bot.usecases.queue.card import ask, close
from storage import members
from storage.queue import cards, claims

Ending = queue_endings.Ending | general_endings.Ending

SKIPS = {
    "badly": caps.Skip.KNOWN_BADLY,
    "conflict": caps.Skip.CONFLICT,
    "unreachable": caps.Skip.UNREACHABLE,
    "not_now": caps.Skip.NOT_NOW,
}


def mark_message_sent(
    context: Context, card: cards.Card, member: Member, _: str
) -> Ending:
    """Note that a message was left: the member waits with this advocate."""
    held = next_member.count_held(held_members.current(context))
    if not caps.may_wait(held, context.numbers):
        return general_endings.NotAllowed("waiting list full")
    until = caps.waiting_until(context.ballot, context.now, context.numbers)
    step = enter_queue.message_sent(
        Band(member.band) if member.band is not None else None,
        context.ballot,
        context.now,
        context.numbers,
    )
    members.change(
        context.session,
        member,
        band=int(step.band) if step.band is not None else None,
        due_at=step.due_at,
        kept_for=context.person.id,
        kept_until=step.kept_until,
    )
    claims.extend(context.session, member.id, until, waiting=True)
    context.note("message sent", member.id)
    return ask(context, card, step="waiting")


def skip(context: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    """Skip with a reason; this advocate gets the household later or never again."""
    for its_card, one in household.beside(context, member):
        _skip(context, its_card, one, detail)
    return _skip(context, card, member, detail)


def _skip(context: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    skipped = caps.skip(SKIPS[detail], context.ballot, context.now)
    until = skipped.hidden_until or context.ballot.closes
    claims.skip_until(
        context.session, member.id, context.person.id, until, SKIPS[detail]
    )
    claims.end(context.session, member.id, "skipped", context.now)
    context.note("skipped", member.id, SKIPS[detail])
    if skipped.who_knows:
        who_knows.begin(context, member)
    elif member.band is not None:
        members.change(
            context.session,
            member,
            due_at=max(member.due_at or skipped.due_at, skipped.due_at),
            kept_for=None,
            kept_until=None,
        )
    return close(context, card, "skipped")


def keep(context: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Keep the household for when calls may be made again."""
    for its_card, one in household.beside(context, member):
        _keep(context, its_card, one)
    return _keep(context, card, member)


def _keep(context: Context, card: cards.Card, member: Member) -> Ending:
    begins = hours.earliest(context.ballot, context.now, hours.CALLS)
    claims.end(context.session, member.id, "kept", context.now)
    if member.band is not None:
        members.change(
            context.session,
            member,
            due_at=begins,
            kept_for=context.person.id,
            kept_until=begins + context.numbers.ripe,
        )
    context.note("kept", member.id)
    return close(context, card, "kept")


def release(context: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Give the household back: anybody may have them, promises too."""
    for its_card, one in household.beside(context, member):
        _release(context, its_card, one)
    return _release(context, card, member)


def _release(context: Context, card: cards.Card, member: Member) -> Ending:
    claims.end(context.session, member.id, "released", context.now)
    members.change(context.session, member, kept_for=None, kept_until=None)
    context.note("released", member.id)
    return close(context, card, "released")


def ask_why(context: Context) -> queue_endings.Ending:
    """Let the open card ask why."""
    open_now = held_members.open_cards(context)
    if not open_now:
        context.tell(queue_endings.NothingHeld())
        return queue_endings.NothingHeld()
    return ask(context, open_now[0], step="skip")
