"""Buttons of a card: from the code of a press to what it does."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from bot.rules import general_endings
from bot.rules.member import Member
from bot.rules.outcomes import Channel, Outcome
from bot.rules.replies import drafts, steps, understood
from bot.usecases import household
from bot.usecases.care import upset
from bot.usecases.context import Context
from bot.usecases.privacy import do_not_contact
from bot.usecases.queue import card_actions, next_member, pin
from bot.usecases.queue.card import ask, close
from bot.usecases.replies import change_time, typed_words, undo
from bot.usecases.replies.move import Said
from bot.usecases.replies.record_outcome import finish
from storage import members
from storage.queue import cards
from storage.replies import contacts

Ending = next_member.Answer | general_endings.Ending
Action = Callable[[Context, cards.Card, Member, str], Ending]

PLAIN = {
    "voted": Outcome.VOTED,
    "undecided": Outcome.UNDECIDED,
    "not_voting": Outcome.NOT_VOTING,
    "never": Outcome.DO_NOT_CONTACT,
}
ASKED_DAYS_AGO = {"today": 0, "yesterday": 1, "earlier": 4}


def _plain(
    context: Context, card: cards.Card, member: Member, _: str, outcome: Outcome
) -> Ending:
    return finish(context, card, member, Said(outcome))


def _no_answer(context: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Record no answer, by the contact method that stood first on the card.

    Nobody picked up the number of a household: none of them answered.
    """
    way = next(iter(member.methods_to_try()), None)
    if way is not None and way.value == member.number:
        for its_card, one in household.beside(context, member):
            _silent(context, its_card, one, one.number_channel)
    return _silent(context, card, member, way.channel if way else None)


def _silent(
    context: Context, card: cards.Card, member: Member, channel: Channel | None
) -> Ending:
    facts = steps.Facts(channel=channel)
    return finish(context, card, member, Said(Outcome.NO_ANSWER, facts=facts))


def _hearsay(context: Context, card: cards.Card, member: Member, _: str) -> Ending:
    return finish(context, card, member, Said(Outcome.VOTED, source="hearsay"))


def _would_rather_not(
    context: Context, card: cards.Card, member: Member, _: str
) -> Ending:
    said = Said(Outcome.NOT_VOTING, reason="would rather not say")
    return finish(context, card, member, said)


def _post(context: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    facts = steps.Facts(day=_post_day(detail))
    said = Said(Outcome.WILL_POST, facts=facts)
    return finish(context, card, member, said)


def _post_day(detail: str) -> dt.date | None:
    return None if detail == "no_day" else dt.date.fromisoformat(detail)


def _come(context: Context, card: cards.Card, _member: Member, _: str) -> Ending:
    """Ask when they will post, now that the replacement has come."""
    return ask(context, card, step="post")


def _not_yet(context: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Record a replacement still on its way, as asked for on the day that is known."""
    asked = member.requested_at or context.now
    facts = steps.Facts(asked_on=context.ballot.today(asked))
    return finish(
        context, card, member, Said(Outcome.REPLACEMENT_REQUESTED, facts=facts)
    )


def _paper(context: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    if detail == "not_yet":
        return finish(context, card, member, Said(Outcome.NEEDS_REPLACEMENT))
    facts = steps.Facts(asked_on=_asked_on(context, detail))
    return finish(
        context, card, member, Said(Outcome.REPLACEMENT_REQUESTED, facts=facts)
    )


def _asked_on(context: Context, detail: str) -> dt.date:
    """Tell the day a button means; a day that was typed stands for itself."""
    if detail not in ASKED_DAYS_AGO:
        return dt.date.fromisoformat(detail)
    today = context.ballot.today(context.now)
    return today - dt.timedelta(days=ASKED_DAYS_AGO[detail])


def _back(context: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    facts = steps.Facts(at=_back_at(context, detail))
    return finish(context, card, member, Said(Outcome.CALL_BACK, facts=facts))


def _back_at(context: Context, detail: str) -> dt.datetime | None:
    """Tell the time a call-back button means; a typed one stands for itself."""
    if detail[:1].isdigit():
        return dt.datetime.fromisoformat(detail)
    today = context.ballot.today(context.now)
    tomorrow = today + dt.timedelta(days=1)
    soon = context.now + dt.timedelta(hours=1)
    return {
        "hour": soon,
        "evening": max(context.ballot.at(today, dt.time(18)), soon),
        "morning": context.ballot.at(tomorrow, dt.time(10)),
        "tomorrow_evening": context.ballot.at(tomorrow, dt.time(18)),
    }.get(detail)


def _wrong(context: Context, card: cards.Card, member: Member, detail: str) -> Ending:
    """Record a wrong contact, with the words typed before, if any."""
    channel = Channel(detail)
    kept = typed_words.kept(card)
    if kept is not None:
        if kept.asks:
            kept = drafts.with_outcome(kept, Outcome.WRONG_CONTACT)
        return typed_words.record(context, card, kept, dead=channel)
    facts = steps.Facts(channel=channel, dead=channel)
    return finish(context, card, member, Said(Outcome.WRONG_CONTACT, facts=facts))


def _as(context: Context, card: cards.Card, _member: Member, detail: str) -> Ending:
    """Record one of the likeliest readings of what was typed."""
    kept = typed_words.kept(card)
    if kept is None or detail not in kept.choices:
        return general_endings.NotAllowed("expired")
    return typed_words.record(context, card, drafts.with_outcome(kept, Outcome(detail)))


def _not_in_ballot(
    context: Context, card: cards.Card, member: Member, why: str
) -> Ending:
    """Put the member on the organisers' list, with the reason."""
    return finish(context, card, member, Said(Outcome.NOT_A_MEMBER, words=why))


def _case(context: Context, card: cards.Card, _member: Member, kind: str) -> Ending:
    """Ask for the member's words, typed next; save nothing before."""
    return ask(context, card, step=kind)


def _helps(context: Context, card: cards.Card, member: Member, _: str) -> Ending:
    """Note that they offer to help, and ask about their own paper."""
    members.change(context.session, member, offers_help=True)
    context.note("offers help", member.id)
    return ask(context, card, step="helps")


OUTCOME_ACTIONS: dict[str, Action] = {
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


EXPIRED = general_endings.NotAllowed("expired")


def press_closed(context: Context, card: cards.Card, name: str, detail: str) -> Ending:
    """Take a press under the line that replaced the card."""
    contact_id = card.asking.get("contact_id")
    if not isinstance(contact_id, int):
        return EXPIRED
    contact = contacts.get(context.session, contact_id)
    if name == "undo":
        return _undo(context, card, int(detail or contact_id))
    member = members.hold(context.session, card.member_id)
    if contact.conflict or not undo.stands(context, contact):
        return EXPIRED
    if member.outcome is not contact.outcome:
        return EXPIRED
    if name in TIMES or name in ("time", "home"):
        return _time(context, card, contact, name, detail)
    if not _add_to_closed(context, member, contact, name, detail):
        return EXPIRED
    settled = detail if name == "never" else ""
    return change_time.close_again(context, card, contact, settled=settled)


def _add_to_closed(
    context: Context,
    member: Member,
    contact: contacts.Contact,
    name: str,
    detail: str,
) -> bool:
    """Add what was left open when the outcome was recorded; False if it was not."""
    promised = contact.outcome is Outcome.WILL_POST
    if name == "where" and promised:
        members.change(context.session, member, promise_where=detail)
    elif name == "after" and promised:
        members.change(context.session, member, promise_after=detail)
    elif name == "upset" and upset.may_mark(context, contact):
        upset.mark(context, member, contact)
    elif name == "never" and member.do_not_contact:
        since, for_good = contact.recorded_at, detail == "ever"
        do_not_contact.settle(context, member, since, for_good=for_good)
    else:
        return False
    return True


def _undo(context: Context, card: cards.Card, contact_id: int) -> Ending:
    """Take back what the pressed message said, even if more was recorded since."""
    contact = contacts.find(context.session, contact_id)
    if contact is None or contact.member_id != card.member_id:
        return EXPIRED
    if contact.person_id != context.person.id:
        return EXPIRED
    return undo.undo(context, contact, within=undo.UNDO_WITHIN)


TIMES = {"when": "post", "post": "post", "back": "back", "paper": "paper"}
"""The question that each button with a time answers."""


def _time(
    context: Context, card: cards.Card, contact: contacts.Contact, name: str, to: str
) -> Ending:
    """Ask for another time, or take one: the same buttons as before."""
    question = understood.QUESTIONS.get(contact.outcome)
    if question is None:
        return EXPIRED
    if name == "home":
        return change_time.close_again(context, card, contact)
    if name == "time":
        return change_time.close_again(context, card, contact, step=question)
    facts = _new_time(context, name, to) if TIMES[name] == question else None
    if facts is None:
        return EXPIRED
    return change_time.change(context, card, contact, facts)


def _new_time(context: Context, name: str, detail: str) -> steps.Facts | None:
    """Tell the time a button means; None where it means something else."""
    if name == "back":
        return steps.Facts(at=_back_at(context, detail))
    if name in ("post", "when"):
        return steps.Facts(day=_post_day(detail))
    if detail in ASKED_DAYS_AGO or detail[:1].isdigit():
        return steps.Facts(asked_on=_asked_on(context, detail))
    return None


ASKS = {
    *("post", "paper", "back", "wrong", "skip", "not_in_ballot"),
    *("home", "more", "other", "reach"),
}
ACTIONS: dict[str, Action] = {
    **OUTCOME_ACTIONS,
    "sent": card_actions.mark_message_sent,
    "skip": card_actions.skip,
    "keep": card_actions.keep,
    "release": card_actions.release,
    "pin": pin.pin,
}
HOLDERS_ONLY = {"sent", "skip", "keep", "release"}
"""What is done about a call: not once the card has lapsed, another may hold them."""


def press(context: Context, card: cards.Card, code: str) -> Ending:
    """Do what a press on a card asks for; refuse it on somebody else's card."""
    if card.person_id != context.person.id:
        return general_endings.NotAllowed("not your button")
    name, _, detail = code.partition(":")
    if name == "next":
        return next_member.say_unless_handed(context, next_member.next_member(context))
    if card.closed_at is not None:
        return press_closed(context, card, name, detail)
    if name in ASKS and not detail:
        return ask(context, card, step=name)
    action = ACTIONS.get(name)
    if action is None:
        return general_endings.NotAllowed("expired")
    member = members.hold(context.session, card.member_id)
    if name in HOLDERS_ONLY and member.holder != context.person.id:
        return close(context, card, "lapsed")
    return action(context, card, member, detail)
