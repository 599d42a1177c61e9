"""The taps of a card that record what a member said."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from bot.rules import drafts, steps
from bot.rules.endings import joining, work
from bot.rules.members import Member
from bot.rules.outcomes import Channel, Outcome
from bot.usecases import reports
from bot.usecases.closing_cards import ask, finish
from bot.usecases.moving import Said
from bot.usecases.unit import Desk
from storage import cards, members

Ending = work.Ending | joining.Ending
Action = Callable[[Desk, cards.Card, Member, str], Ending]

PLAIN = {
    "voted": Outcome.VOTED,
    "undecided": Outcome.UNDECIDED,
    "not_voting": Outcome.NOT_VOTING,
    "never": Outcome.DO_NOT_CONTACT,
}
ASKED_DAYS_AGO = {"today": 0, "yesterday": 1, "earlier": 4}


def _plain(
    desk: Desk, card: cards.Card, member: Member, _: str, outcome: Outcome
) -> Ending:
    return finish(desk, card, member, Said(outcome))


def _no_answer(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    """By the way that stood first on the card."""
    ways = member.in_turn()
    facts = steps.Facts(channel=ways[0].channel if ways else None)
    return finish(desk, card, member, Said(Outcome.NO_ANSWER, facts=facts))


def _hearsay(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    return finish(desk, card, member, Said(Outcome.VOTED, source="hearsay"))


def _would_rather_not(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    said = Said(Outcome.NOT_VOTING, reason="would rather not say")
    return finish(desk, card, member, said)


def _post(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    day = None if detail == "no_day" else dt.date.fromisoformat(detail)
    said = Said(Outcome.WILL_POST, facts=steps.Facts(day=day))
    return finish(desk, card, member, said)


def _come(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    """The replacement has come: when will they post it?"""
    return ask(desk, card, "post")


def _not_yet(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    """Still on its way: asked for on the day that is known."""
    asked = member.requested_at or desk.now
    facts = steps.Facts(asked_on=desk.ballot.today(asked))
    return finish(desk, card, member, Said(Outcome.REPLACEMENT_REQUESTED, facts=facts))


def _paper(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    if detail == "not_yet":
        return finish(desk, card, member, Said(Outcome.NEEDS_REPLACEMENT))
    ago = dt.timedelta(days=ASKED_DAYS_AGO[detail])
    facts = steps.Facts(asked_on=desk.ballot.today(desk.now) - ago)
    return finish(desk, card, member, Said(Outcome.REPLACEMENT_REQUESTED, facts=facts))


def _back(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    facts = steps.Facts(at=_back_at(desk, detail))
    return finish(desk, card, member, Said(Outcome.CALL_BACK, facts=facts))


def _back_at(desk: Desk, detail: str) -> dt.datetime | None:
    """The time a call-back button means, on the ballot's clock."""
    today = desk.ballot.today(desk.now)
    tomorrow = today + dt.timedelta(days=1)
    soon = desk.now + dt.timedelta(hours=1)
    return {
        "hour": soon,
        "evening": max(desk.ballot.at(today, dt.time(18)), soon),
        "morning": desk.ballot.at(tomorrow, dt.time(10)),
        "tomorrow_evening": desk.ballot.at(tomorrow, dt.time(18)),
    }.get(detail)


def _wrong(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    """The words typed before, if any, are recorded with the tap."""
    channel = Channel(detail)
    kept = reports.kept(card)
    if kept is not None:
        if kept.asks:
            kept = drafts.chosen(kept, Outcome.WRONG_CONTACT)
        return reports.record(desk, card, kept, dead=channel)
    facts = steps.Facts(channel=channel, dead=channel)
    return finish(desk, card, member, Said(Outcome.WRONG_CONTACT, facts=facts))


def _as(desk: Desk, card: cards.Card, member: Member, detail: str) -> Ending:
    """One of the likeliest readings of what was typed."""
    kept = reports.kept(card)
    if kept is None or detail not in kept.choices:
        return joining.NotAllowed("expired")
    return reports.record(desk, card, drafts.chosen(kept, Outcome(detail)))


def _not_in_ballot(desk: Desk, card: cards.Card, member: Member, why: str) -> Ending:
    """To the organisers' list with the reason."""
    return finish(desk, card, member, Said(Outcome.NOT_A_MEMBER, words=why))


def _case(desk: Desk, card: cards.Card, member: Member, kind: str) -> Ending:
    """Their words come next, typed; nothing is saved before."""
    return ask(desk, card, kind)


def _helps(desk: Desk, card: cards.Card, member: Member, _: str) -> Ending:
    """They offer to help; what about their own paper?"""
    members.change(desk.session, member, offers_help=True)
    desk.note("offers help", member.id)
    return ask(desk, card, "helps")


ACTIONS: dict[str, Action] = {
    **{name: partial(_plain, outcome=outcome) for name, outcome in PLAIN.items()},
    "no_answer": _no_answer,
    "hearsay": _hearsay,
    "would_rather_not": _would_rather_not,
    "post": _post,
    "come": _come,
    "not_yet": _not_yet,
    "paper": _paper,
    "back": _back,
    "wrong": _wrong,
    "as": _as,
    "not_in_ballot": _not_in_ballot,
    "case": _case,
    "helps": _helps,
}
"""What each code of an open card does."""
