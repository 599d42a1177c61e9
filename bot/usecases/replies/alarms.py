"""Alarms: what organisers must know at once."""

from collections.abc import Iterable
from dataclasses import replace

from bot.rules.care import case_rules
from bot.rules.member import Member
from bot.rules.person import Person
from bot.rules.replies import alarms as endings
from bot.rules.replies import steps
from bot.usecases.context import Context
from bot.usecases.privacy import views
from storage.queue import cards
from storage.replies import contacts
from storage.team import people


def conflict(
    context: Context, contact_id: int, to: Iterable[Person] | None = None
) -> None:
    """Show organisers two reports on a member that disagree, for them to settle."""
    for person in to or people.organisers(context.session, context.ballot.id):
        key = cards.open_panel(
            context.session,
            "settle",
            max(context.ballot.closes, context.now) + case_rules.AFTER_CLOSE,
            about={"contact": contact_id},
            person_id=person.id,
            ballot_id=context.ballot.id,
        )
        theirs = replace(context, person=person)
        views.note(
            theirs, views.TOLD, contacts.get(context.session, contact_id).member_id
        )
        context.say(endings.Conflict(contact_id, key), person.telegram_id)


def follow(context: Context, member: Member, step: steps.Next) -> None:
    """Tell the organisers what a step says they must know."""
    if step.alarm is not None:
        ending = endings.MemberAlarm(member.id, step.alarm)
        for person in people.organisers(context.session, context.ballot.id):
            views.note(replace(context, person=person), views.TOLD, member.id)
        context.tell_organisers(ending, key=f"alarm:{step.alarm}:{member.id}")
