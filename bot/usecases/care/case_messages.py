"""Show a case to organisers, each with their own buttons; tell who asked."""

import datetime as dt
from dataclasses import replace

from sqlmodel import Session

from bot.rules.ballot.ballot import Ballot
from bot.rules.care import case_rules
from bot.rules.care import endings as care_endings
from bot.rules.care.policies import Owner, Policies
from bot.rules.person import Person, Role
from bot.usecases import outgoing
from bot.usecases.context import Context
from bot.usecases.privacy import views
from storage.care import cases
from storage.privacy import audit
from storage.queue import cards
from storage.team import people

PANEL, REOPEN = "case", "reopen"


def tell_organisers(
    session: Session,
    ballot: Ballot,
    policies: Policies,
    case: cases.Case,
    now: dt.datetime,
) -> None:
    """Show a case to those its policy names; to everybody if they cannot be reached."""
    everybody = people.organisers(session, ballot.id)
    only_owner = policies.of(case.kind).owner is Owner.OWNER
    owners = [one for one in everybody if one.role is Role.OWNER]
    for person in owners if only_owner and owners else everybody:
        show(session, ballot, case, person, now)


def show(
    session: Session,
    ballot: Ballot,
    case: cases.Case,
    person: Person,
    now: dt.datetime,
) -> None:
    """Show a case to one organiser, and log that they see the member."""
    key = open_panel(session, ballot, case, person, now)
    if case.member_id is not None:
        audit.record_view(
            session, ballot.id, person.id, case.member_id, views.TOLD, now
        )
    ending = care_endings.CaseOpened(case.id, key)
    outgoing.say(session, ending, person.telegram_id, now)


def open_panel(
    session: Session,
    ballot: Ballot,
    case: cases.Case,
    person: Person,
    now: dt.datetime,
) -> str:
    """Make the buttons under a case, for one organiser."""
    return cards.open_panel(
        session,
        PANEL,
        max(ballot.closes, now) + case_rules.AFTER_CLOSE,
        about={"case_id": case.id},
        person_id=person.id,
        ballot_id=ballot.id,
        many=True,
    )


def asked_by(context: Context, case: cases.Case) -> Person | None:
    """Find who opened the case, if they still take part."""
    if case.opened_by is None:
        return None
    person = people.get(context.session, case.opened_by, context.ballot.id)
    return person if person.works or case.member_id is None else None


def answered(
    context: Context, case: cases.Case, to: Person
) -> care_endings.CaseAnswered:
    """Make the message with the answer, for who asked."""
    until = context.now + dt.timedelta(days=2)
    theirs = replace(context, person=to)
    key = theirs.panel("mine", until=until)
    again = theirs.panel(REOPEN, {"case_id": case.id}, until)
    return care_endings.CaseAnswered(case.id, key, again)
