"""Gather what a message shows, at the moment of sending, from the ids it carries."""

import datetime as dt

from sqlmodel import Session

from bot.rules.member import Member
from bot.rules.outcomes import Outcome
from bot.rules.person import Person
from bot.rules.queue import endings as queue_endings
from bot.rules.queue import pins
from bot.rules.queue import screens as queue_screens
from bot.rules.replies import alarms
from bot.usecases import shown_member
from bot.usecases.queue import set_aside
from storage import ballots, members
from storage.care import cases
from storage.queue import cards
from storage.replies import contacts
from storage.team import people

Facts = object
_HELPS = Outcome.VOTED


def card(session: Session, card_id: int, now: dt.datetime) -> queue_screens.CardFacts:
    """Everything a card says now."""
    found = cards.get(session, card_id)
    member = shown_member.get(session, found.member_id)
    said = found.asking.get("outcome")
    log = contacts.of_member(session, member.id, limit=6)
    undone = {contact.undoes for contact in log}
    low_data = shown_member.low_data(session, found.ballot_id)
    person = people.get(session, found.person_id, found.ballot_id)
    return queue_screens.CardFacts(
        key=found.key,
        member=member,
        ballot=ballots.get(session, found.ballot_id),
        now=now,
        asking=found.asking,
        closed=found.closed_at is not None,
        low_data=low_data,
        words=tuple(
            queue_screens.Word(one.at, one.outcome, one.method, one.words)
            for one in log
            if not low_data and one.undoes is None and one.id not in undone
        ),
        outcome=Outcome(str(said)) if said else None,
        advocate=person.name,
        answer=_answer(session, member.id) if not low_data else "",
        several_ballots=len(people.ballots_of(session, found.person_id)) > 1,
        pins=_pins(session, person, member),
    )


def _pins(session: Session, person: Person, member: Member) -> tuple[str, ...]:
    """Looked up only where there is anything to pin."""
    offered = pins.choices(person, member, aside=False)
    return () if offered and set_aside.holds(session, member) else offered


def _answer(session: Session, member_id: int) -> str:
    """What the organisers answered and the member has not heard yet."""
    for case in cases.of_member(session, member_id):
        if case.answered_at is not None and case.closed_at is None:
            return case.answer
    return ""


def for_work(session: Session, ending: queue_endings.Ending, now: dt.datetime) -> Facts:
    """What an ending of an advocate's work shows."""
    match ending:
        case (
            queue_endings.Handed()
            | queue_endings.CardClosed()
            | queue_endings.CardAsks()
        ):
            return card(session, ending.card_id, now)
        case queue_endings.Noted(contact_id=contact_id):
            contact = contacts.get(session, contact_id)
            member = shown_member.get(session, contact.member_id)
            return queue_screens.ContactFacts(member, contact.outcome)
        case queue_endings.AskWho(member_ids=ids):
            return queue_screens.WhoFacts(
                tuple(shown_member.get(session, one) for one in ids)
            )
        case queue_endings.Mine():
            return mine(session, ending, now)
        case queue_endings.NobodyDue(ballot_id=ballot_id):
            return queue_screens.QueueFacts(ballots.get(session, ballot_id), now)
        case _:
            return None


def mine(
    session: Session, ending: queue_endings.Mine, now: dt.datetime
) -> queue_screens.MineFacts:
    """What one advocate holds, waits for and keeps."""
    whose = (session, ending.person_id, ending.ballot_id)
    held = members.held(*whose)
    live = [m for m in held if m.lease_until is not None and m.lease_until > now]
    return queue_screens.MineFacts(
        ballot=ballots.get(session, ending.ballot_id),
        now=now,
        key=ending.key,
        open=shown_member.each(session, (m for m in live if not m.waiting)),
        waiting=shown_member.each(session, (m for m in live if m.waiting)),
        kept=shown_member.each(
            session, (m for m in members.kept(*whose) if m.holder is None)
        ),
        helped=contacts.count_of(*whose, _HELPS),
    )


def for_alarm(
    session: Session, ending: alarms.Ending, now: dt.datetime
) -> queue_screens.AlarmFacts:
    """What an alarm shows to an organiser or the holder."""
    match ending:
        case alarms.Settled(member_id=member_id):
            settled = shown_member.get(session, member_id)
            said = (settled.outcome,) if settled.outcome else ()
            return queue_screens.AlarmFacts(settled, said)
        case alarms.Conflict(contact_id=contact_id):
            late = contacts.get(session, contact_id)
            member = shown_member.get(session, late.member_id)
            earlier = contacts.standing_before(session, late)
            told = tuple(_told(session, one) for one in (earlier, late) if one)
            stands = member.outcome or late.outcome
            return queue_screens.AlarmFacts(member, (stands, late.outcome), told=told)
        case alarms.MemberAlarm(member_id=member_id):
            return queue_screens.AlarmFacts(shown_member.get(session, member_id))
        case alarms.CaseOpened(case_id=case_id):
            case = cases.get(session, case_id)
            about = (
                shown_member.get(session, case.member_id) if case.member_id else None
            )
            by = ballots.get(session, case.ballot_id).local(case.reply_by)
            return queue_screens.AlarmFacts(
                about,
                kind=case.kind,
                words=case.words,
                by=f"{by:%a %H:%M}",
                asker=_name(session, case.opened_by),
                owner=_name(session, case.owner),
                over=case.closed_at is not None or case.answered_at is not None,
            )
        case alarms.Stop(card_id=card_id):
            found = cards.get(session, card_id)
            return queue_screens.AlarmFacts(shown_member.get(session, found.member_id))


def _name(session: Session, person_id: int | None) -> str:
    return people.get(session, person_id).name if person_id else ""


def _told(session: Session, contact: contacts.Contact) -> queue_screens.Told:
    by = _name(session, contact.person_id) or contact.by_name or ""
    return queue_screens.Told(by, contact.outcome, contact.words, contact.source)
