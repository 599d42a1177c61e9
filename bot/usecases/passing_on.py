"""The taps of a card that record nothing said: message sent, passed on, given back."""

from bot.rules import caps, entering, hours
from bot.rules.bands import Band
from bot.rules.endings import joining, work
from bot.rules.members import Member
from bot.usecases import next_member, who_knows
from bot.usecases.closing_cards import ask, close
from bot.usecases.unit import Desk
from storage import cards, claims, members

Ending = work.Ending | joining.Ending

SKIPS = {
    "badly": caps.Skip.KNOWN_BADLY,
    "conflict": caps.Skip.CONFLICT,
    "unreachable": caps.Skip.UNREACHABLE,
    "not_now": caps.Skip.NOT_NOW,
}


def sent(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    """A message was left: the member waits with this advocate."""
    if not caps.may_wait(next_member.seen(desk), desk.numbers):
        return joining.NotAllowed("waiting list full")
    until = caps.waiting_until(desk.ballot, desk.now, desk.numbers)
    step = entering.message_sent(
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


def skip(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
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


def keep(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
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


def release(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    """Given back: anybody may have the member, promises too."""
    claims.end(desk.session, member.id, "released", desk.now)
    members.change(desk.session, member, kept_for=None, kept_until=None)
    desk.note("released", member.id)
    return close(desk, card, "released")
