"""Ask advocates in private who knows a member of their workplace nobody can reach.

The tick asks, one advocate after another and each about one member at a time; nothing
of it is ever said in the group.
"""

import datetime as dt

from sqlmodel import Session

from bot.rules.care import endings as care_endings
from bot.rules.care import who_knows
from bot.rules.member import Member
from bot.rules.person import WORKING, Person
from bot.rules.replies import enter_queue, steps
from bot.usecases import outgoing
from bot.usecases.context import Context
from storage import members
from storage.care import who_was_asked
from storage.privacy import audit
from storage.queue import cards
from storage.team import people

WHO_KNOWS = steps.Out.WHO_KNOWS


def begin(context: Context, member: Member) -> None:
    """Note that an advocate cannot reach a member; do not ask that advocate."""
    members.change(
        context.session,
        member,
        band=None,
        due_at=None,
        kept_for=None,
        kept_until=None,
        out_reason=WHO_KNOWS.value,
    )
    told = who_was_asked.add(
        context.session, context.ballot.id, member.id, context.person.id, context.now
    )
    who_was_asked.end(context.session, told.id, context.now, knows=False)


def tick(session: Session, now: dt.datetime) -> bool:
    """Give up on late answers, and ask the advocates of a ballot who are free.

    True where others may be asked in another ballot.
    """
    for question in who_was_asked.unanswered(session, now - who_knows.ANSWER_WITHIN):
        who_was_asked.end(session, question.id, now)
    for ballot in who_was_asked.ballots_to_ask_in(session, now):
        if who_knows.may_ask(ballot, now) and _ask_in(session, ballot.id, now):
            return True
    return False


def _ask_in(session: Session, ballot_id: int, now: dt.datetime) -> bool:
    """Ask the free advocates of a ballot; False where there is nothing to ask."""
    busy = who_was_asked.busy(session, ballot_id)
    asked = [
        _ask(session, ballot_id, person, now)
        for person in people.team(session, ballot_id, WORKING)
        if person.id not in busy and who_knows.can_be_asked(person, now)
    ]
    return any(asked)


def _ask(session: Session, ballot_id: int, person: Person, now: dt.datetime) -> bool:
    """Ask this advocate about one member of their workplace, if there is one."""
    member_id = who_was_asked.next_for(
        session, ballot_id, person.id, person.workplace or "", person.own_member_id
    )
    if member_id is None:
        return False
    question = who_was_asked.add(session, ballot_id, member_id, person.id, now)
    key = cards.open_panel(
        session,
        "knows",
        now + who_knows.ANSWER_WITHIN,
        about={"asked": question.id},
        person_id=person.id,
        ballot_id=ballot_id,
    )
    audit.record_view(session, ballot_id, person.id, member_id, "asked", now)
    ending = care_endings.DoYouKnow(key, member_id)
    outgoing.say(session, ending, person.telegram_id, now)
    return True


def reachable_again(context: Context, member: Member) -> None:
    """Put an unreachable member back into the queue once there is a new contact."""
    if member.out_reason != WHO_KNOWS or not member.contact_methods():
        return
    step = enter_queue.reachable_again(context.ballot, context.now)
    members.change(
        context.session,
        member,
        band=int(step.band) if step.band is not None else None,
        due_at=step.due_at,
        out_reason=step.out.value if step.out else None,
    )
