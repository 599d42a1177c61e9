"""Offer the branch's ready answer to who asks, before organisers are troubled.

It is never sent by itself: who asked takes it, or it goes to the organisers, at the
latest after a quarter of an hour.
"""

import datetime as dt

from sqlmodel import Session

from bot.rules import general_endings
from bot.rules.care import endings as care_endings
from bot.rules.care.handbook import Handbook
from bot.usecases.care import case_messages, handle_case, policy
from bot.usecases.context import Context
from storage import ballots
from storage.care import cases
from storage.queue import cards

PANEL = "ready answer"


def press(context: Context, panel: cards.Panel, code: str) -> object:
    """Take the ready answer that was chosen, or ask the organisers."""
    case = cases.find(context.session, panel.number("case_id"))
    if case is None or not case.awaits:
        return general_endings.NotAllowed("settled")
    if code == "ask":
        if case.offered_until is not None:
            handle_case.to_organisers(context, case)
        ending = care_endings.AskedOrganisers(case.id)
        context.edit(ending)
        return ending
    entry = context.handbook.faq.with_code(code.removeprefix("f"))
    if entry is None:
        return general_endings.NotAllowed("expired")
    handle_case.settle(context, case, entry.answer, by_faq=True)
    answered = case_messages.answered(context, case, context.person)
    context.edit(answered)
    return answered


def tick(session: Session, now: dt.datetime, handbook: Handbook) -> None:
    """Give to the organisers what was offered and not taken in time."""
    for case in cases.no_longer_offered(session, now):
        cases.update(session, case.id, offered_until=None)
        if case.awaits:
            ballot = ballots.get(session, case.ballot_id)
            policies = policy.of(session, handbook, ballot.id)
            case_messages.tell_organisers(session, ballot, policies, case, now)
