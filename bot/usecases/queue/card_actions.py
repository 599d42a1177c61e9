"""Card buttons that record no outcome: message sent, skip, keep, give back."""

from bot.rules.ballot import hours
from bot.rules.member import Member
from bot.rules.queue import caps
from bot.rules.queue import endings as queue_endings
from bot.rules.queue.bands import Band
from bot.rules.replies import enter_queue
from bot.rules.team import joining
from bot.usecases.care import who_knows
from bot.usecases.context import Context
from bot.usecases.queue import held, next_member
from bot.usecases.queue.card import ask, close
from storage import members
from storage.queue import cards, claims

Ending = queue_endings.Ending | joining.Ending

SKIPS = {
    "badly": caps.Skip.KNOWN_BADLY,
    "conflict": caps.Skip.CONFLICT,
    "unreachable": caps.Skip.UNREACHABLE,
    "not_now": caps.Skip.NOT_NOW,
}


def sent(desk: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """A message was left: the member waits with this advocate."""
    if not caps.may_wait(next_member.seen(desk), desk.numbers):
        return joining.NotAllowed("waiting list full")
    until = caps.waiting_until(desk.ballot, desk.now, desk.numbers)
    step = enter_queue.message_sent(
        Band(member.band) if member.band is not None else None,
        desk.ballot,
        desk.now,
        desk.numbers,
    )
    members.change(
        desk.session,
        member,
        band=int(step.band) if step.band is not None else None,
        due_at=step.due_at,
        kept_for=desk.person.id,
        kept_until=step.kept_until,
    )
    claims.extend(desk.session, member.id, until, waiting=True)
    desk.note("message sent", member.id)
    return ask(desk, card, "waiting")


def skip(desk: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    """Passed on with a reason; not this one again today, or never."""
    skipped = caps.skip(SKIPS[detail], desk.ballot, desk.now)
    until = skipped.hidden_until or desk.ballot.closes
    claims.keep_from(desk.session, member.id, desk.person.id, until, SKIPS[detail])
    claims.end(desk.session, member.id, "skipped", desk.now)
    desk.note("skipped", member.id, SKIPS[detail])
    if skipped.who_knows:
        who_knows.begin(desk, member)
    elif member.band is not None:
        members.change(
            desk.session,
            member,
            due_at=max(member.due_at or skipped.due_at, skipped.due_at),
            kept_for=None,
            kept_until=None,
        )
    return close(desk, card, "skipped")


def keep(desk: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Kept for when people may be rung again."""
    begins = hours.earliest(desk.ballot, desk.now, hours.CALLS)
    claims.end(desk.session, member.id, "kept", desk.now)
    if member.band is not None:
        members.change(
            desk.session,
            member,
            due_at=begins,
            kept_for=desk.person.id,
            kept_until=begins + desk.numbers.ripe,
        )
    desk.note("kept", member.id)
    return close(desk, card, "kept")


def release(desk: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Given back: anybody may have the member, promises too."""
    claims.end(desk.session, member.id, "released", desk.now)
    members.change(desk.session, member, kept_for=None, kept_until=None)
    desk.note("released", member.id)
    return close(desk, card, "released")


def ask_why(desk: Context) -> queue_endings.Ending:
    """The open card asks why."""
    open_now = held.open_cards(desk)
    if not open_now:
        desk.tell(queue_endings.NothingHeld())
        return queue_endings.NothingHeld()
    return ask(desk, open_now[0], "skip")
