"""A button of a card: what it asks, and what it records."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from bot.rules import caps, entering, hours, steps
from bot.rules.bands import Band
from bot.rules.endings import joining, work
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import next_member, recording, undoing
from bot.usecases.closing_cards import ask, close
from bot.usecases.recording import Said
from bot.usecases.unit import Desk
from storage import cards, claims, contacts, members

Ending = work.Ending | joining.Ending
Press = Callable[[Desk, cards.Card, str], Ending]

ASKS = {"post", "paper", "back", "wrong", "more", "skip", "never", "home"}
PLAIN = {
    "voted": Outcome.VOTED,
    "no_answer": Outcome.NO_ANSWER,
    "undecided": Outcome.UNDECIDED,
    "not_voting": Outcome.NOT_VOTING,
    "not_in_ballot": Outcome.NOT_A_MEMBER,
}
ASKED_DAYS_AGO = {"today": 0, "yesterday": 1, "earlier": 4}
SKIPS = {
    "badly": caps.Skip.KNOWN_BADLY,
    "conflict": caps.Skip.CONFLICT,
    "unreachable": caps.Skip.UNREACHABLE,
    "not_now": caps.Skip.NOT_NOW,
}


def press(desk: Desk, card: cards.Card, code: str) -> Ending:
    """What a press leads to; a card not one's own or done with changes nothing."""
    if card.person_id != desk.person.id:
        return joining.NotAllowed("not your button")
    name, _, detail = code.partition(":")
    if card.closed_at is not None:
        return _closed(desk, card, name, detail)
    member = members.get(desk.session, card.member_id)
    if name in ASKS and not detail:
        return ask(desk, card, name)
    action = ACTIONS.get(name)
    if action is None:
        return joining.NotAllowed("expired")
    return action(desk, card, member, detail)


def record(desk: Desk, card: cards.Card, member: Member, said: Said) -> work.Ending:
    """Record for a card and close it."""
    done = recording.record(desk, member, said, card)
    return close(
        desk, card, "recorded", contact_id=done.contact.id, outcome=said.outcome
    )


def _plain(
    desk: Desk, card: cards.Card, member: Member, _: str, outcome: Outcome
) -> Ending:
    ways = member.ways()
    channel = ways[0].channel if ways and outcome is Outcome.NO_ANSWER else None
    said = Said(outcome, facts=steps.Facts(channel=channel))
    return record(desk, card, member, said)


def _hearsay(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    return record(desk, card, member, Said(Outcome.VOTED, source="hearsay"))


def _would_rather_not(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    said = Said(Outcome.NOT_VOTING, reason="would rather not say")
    return record(desk, card, member, said)


def _post(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    day = None if detail == "no_day" else dt.date.fromisoformat(detail)
    said = Said(Outcome.WILL_POST, facts=steps.Facts(day=day))
    return record(desk, card, member, said)


def _paper(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    if detail == "not_yet":
        return record(desk, card, member, Said(Outcome.NEEDS_REPLACEMENT))
    ago = dt.timedelta(days=ASKED_DAYS_AGO[detail])
    facts = steps.Facts(asked_on=desk.ballot.today(desk.now) - ago)
    return record(desk, card, member, Said(Outcome.REPLACEMENT_REQUESTED, facts=facts))


def _back(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    facts = steps.Facts(at=_back_at(desk, detail))
    return record(desk, card, member, Said(Outcome.CALL_BACK, facts=facts))


def _back_at(desk: Desk, detail: str) -> dt.datetime | None:
    """The time a call-back button means, on the ballot's clock."""
    today = desk.ballot.today(desk.now)
    tomorrow = today + dt.timedelta(days=1)
    return {
        "hour": desk.now + dt.timedelta(hours=1),
        "evening": desk.ballot.at(today, dt.time(18)),
        "morning": desk.ballot.at(tomorrow, dt.time(10)),
        "tomorrow_evening": desk.ballot.at(tomorrow, dt.time(18)),
    }.get(detail)


def _wrong(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    channel = Channel(detail)
    facts = steps.Facts(channel=channel, dead=channel)
    return record(desk, card, member, Said(Outcome.WRONG_CONTACT, facts=facts))


def _never(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    said = Said(Outcome.DO_NOT_CONTACT, reason=f"do not contact: {detail}")
    return record(desk, card, member, said)


def _case(desk: Desk, card: cards.Card, member: Member, kind: str) -> Ending:
    """Their words come next, typed; nothing is saved before."""
    return ask(desk, card, kind)


def _sent(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
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
    cards.note(desk.session, card.id, asking={"step": "waiting"})
    ending = work.CardAsks(card.id)
    desk.tell(ending, kind="edit", message_id=card.message_id)
    return ending


def _skip(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    skipped = caps.skip(SKIPS[detail], desk.ballot, desk.now)
    until = skipped.hidden_until or desk.ballot.closes
    claims.keep_from(desk.session, member.id, desk.person.id, until, SKIPS[detail])
    claims.end(desk.session, member.id, "skipped", desk.now)
    if member.band is not None:
        members.change(
            desk.session,
            member,
            due_at=skipped.due_at,
            kept_for=None,
            kept_until=None,
        )
    desk.note("skipped", member.id, SKIPS[detail])
    return close(desk, card, "skipped")


def _release(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    claims.end(desk.session, member.id, "released", desk.now)
    desk.note("released", member.id)
    return close(desk, card, "released")


def _closed(desk: Desk, card: cards.Card, name: str, detail: str) -> Ending:
    """What a closed card still takes: Undo, where and after what, the next member."""
    if name == "next":
        return next_member.told(desk, next_member.next_member(desk))
    contact_id = card.asking.get("contact_id")
    if not isinstance(contact_id, int):
        return joining.NotAllowed("expired")
    contact = contacts.get(desk.session, contact_id)
    if name == "undo":
        return undoing.undo(desk, contact, within=undoing.UNDO_WITHIN)
    member = members.get(desk.session, card.member_id)
    if name in ("where", "after") and member.outcome is Outcome.WILL_POST:
        members.change(desk.session, member, **{f"promise_{name}": detail})
        return close(
            desk, card, "recorded", contact_id=contact.id, outcome=contact.outcome
        )
    return joining.NotAllowed("expired")


Action = Callable[[Desk, cards.Card, Member, str], Ending]
ACTIONS: dict[str, Action] = {
    **{name: partial(_plain, outcome=outcome) for name, outcome in PLAIN.items()},
    "hearsay": _hearsay,
    "would_rather_not": _would_rather_not,
    "post": _post,
    "paper": _paper,
    "back": _back,
    "wrong": _wrong,
    "never": _never,
    "case": _case,
    "sent": _sent,
    "skip": _skip,
    "release": _release,
}
CODES = (*ACTIONS, *ASKS, "undo", "where", "after", "next")
"""Every code a card's button may carry; the permission table has a row for each."""


def may_ring(desk: Desk, member: Member) -> bool:
    """Whether this member may be rung at this hour."""
    limits = frozenset(hours.Limit(limit) for limit in member.limits)
    return hours.may_call(desk.ballot, desk.now, limits)
